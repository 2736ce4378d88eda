import Checkpoints
import Testing

@Suite struct NumPyDamageTests {
  @Test(arguments: ["plain.npz", "packed.npz", "orders.npz", "single.npy"])
  func aFileCutAtAnyLengthIsRefused(name: String) throws {
    try expectEveryCutIsRefused(bytes(at: fixture("numpy/" + name)), name: name, as: NumPyError.self) { path in
      _ = try contents(of: NumPyFile(path: path))
    }
  }

  /// The archive's checksums cover names, headers and numbers.
  @Test(arguments: ["plain.npz", "packed.npz", "orders.npz"])
  func aFlippedBitOfAnArchiveIsSeen(name: String) throws {
    let path = fixture("numpy/" + name)
    let whole = try contents(of: NumPyFile(path: path))
    try expectFlippedBitsDoNoHarm(bytes(at: path), name: name, as: NumPyError.self) { path in
      differences(try contents(of: NumPyFile(path: path)), from: whole)
    }
  }

  /// Without a checksum there is only the header to go by.
  @Test func aFlippedBitOfAnArraysHeaderIsRefusedOrShows() throws {
    let path = fixture("numpy/single.npy")
    let whole = try contents(of: NumPyFile(path: path))
    let good = try bytes(at: path)
    let refused = try expectFlippedBitsDoNoHarm(good, name: "single.npy", as: NumPyError.self, in: 0..<128) { path in
      differences(try contents(of: NumPyFile(path: path)), from: whole)
    }
    #expect(refused > 600)
  }

  @Test(
    arguments: [
      "{'descr': '<f4', 'fortran_order': False, 'shape': (9223372036854775807, 2), }",
      "{'descr': '<f4', 'fortran_order': False, 'shape': (99999999999999999999,), }",
      "{'descr': '<f4', 'fortran_order': False, 'shape': (-1,), }", "{'descr': '<f4', 'fortran_order': False, 'shape': (2), }",
      "{'descr': '<f4', 'fortran_order': False, 'shape': 2, }", "{'descr': '<f4', 'fortran_order': 0, 'shape': (), }",
      "{'descr': '<f4', 'fortran_order': False}", "{'descr': '<f4', 'descr': '<f4', 'fortran_order': False, 'shape': (), }",
      "{'descr': '<f4', 'fortran_order': False, 'shape': (), 'more': (), }", "{'descr': '<f4', 'fortran_order': False, 'shape': (), } 7",
      "{'descr': '<f3000000000000000000000', 'fortran_order': False, 'shape': (), }",
      "{'descr': '<U4611686018427387904', 'fortran_order': False, 'shape': (), }", "{'descr': __import__('os'), 'shape': ()}",
      "{'descr': [[[[", "", "{",
    ])
  func anImpossibleHeaderIsRefused(header: String) throws {
    try withTemporaryFolder { folder in
      let path = folder + "/a.npy"
      let text = Array(header.utf8)
      try writeBytes([0x93] + Array("NUMPY".utf8) + [1, 0, UInt8(text.count), 0] + text + [0, 0, 0, 0], to: path)
      #expect(throws: NumPyError.self) { try NumPyFile(path: path) }
    }
  }

  @Test(.enabled(if: SharedSamples.exist, "../shared/samples is not here"), arguments: ["mlp.npz", "np.npz", "npc.npz"])
  func filesOfOthersAreRead(name: String) throws {
    let file = try NumPyFile(path: SharedSamples.folder + "/" + name)
    #expect(file.tensors.map(\.name) == (name == "mlp.npz" ? ["w1", "b1", "w2", "b2"] : ["a"]))
    #expect(try contents(of: file).values.allSatisfy { !$0.isEmpty })
  }
}
