import Testing

@testable import Checkpoints

/// The older form of the format has no checksums, so that a flipped bit of a number is a number; everything else about a file is refused
/// or shows.
@Suite struct HDF5DamageTests {
  /// Every length of the small file, many of the larger ones.
  @Test(arguments: [("circle.h5", 1), ("types.h5", 37), ("types-latest.h5", 41), ("keras.weights.h5", 43), ("model.keras", 47)])
  func aFileThatIsCutIsRefused(name: String, step: Int) throws {
    try expectEveryCutIsRefused(bytes(at: fixture("hdf5/" + name)), name: name, as: HDF5Error.self, step: step) { path in
      _ = try contents(of: HDF5File(path: path))
    }
  }

  @Test(arguments: ["unwritten.h5", "symbolic.h5", "circle.h5"])
  func aFlippedBitAnywhereDoesNoHarm(name: String) throws {
    try expectFlippedBitsDoNoHarm(bytes(at: fixture("hdf5/" + name)), name: name, as: HDF5Error.self) { path in
      _ = try contents(of: HDF5File(path: path))
      return nil
    }
  }

  /// A byte of each kind of structure is hit many times; every bit of the whole files would take minutes.
  @Test(arguments: ["types.h5", "types-latest.h5", "chunks.h5", "latest.h5", "keras.weights.h5", "model.keras"])
  func flippedBitsAtRandomDoNoHarm(name: String) throws {
    let good = try bytes(at: fixture("hdf5/" + name))
    var generator = SplitMix(state: 5)
    try withTemporaryFolder { folder in
      let path = folder + "/" + name
      for round in 0..<200 {
        var bytes = good
        for _ in 0...round % 4 {
          let place = Int.random(in: bytes.indices, using: &generator)
          bytes[place] = round % 3 == 0 ? .max : bytes[place] ^ 1 << UInt8.random(in: 0..<8, using: &generator)
        }
        try writeBytes(bytes, to: path)
        do { _ = try contents(of: HDF5File(path: path)) } catch { #expect(error is HDF5Error, "round \(round): \(error)") }
      }
    }
  }

  /// Packed chunks have a checksum, deflate's or Fletcher's, that covers their numbers.
  @Test func aFlippedBitInPackedNumbersIsSeen() throws {
    let good = try bytes(at: fixture("hdf5/chunks.h5"))
    let ranges = try good.withUnsafeBytes { bytes in
      try HDF5ObjectTree(bytes).datasets.filter { !["plain", "row"].contains($0.name) }.flatMap { dataset -> [(String, Range<Int>)] in
        guard case .chunked(let tree?, _) = dataset.layout else { return [] }
        return try HDF5Chunk.all(of: HDF5Cursor(bytes, at: tree), rank: dataset.shape.count).map { (dataset.name, $0.range) }
      }
    }
    #expect(ranges.count == 4 * 9 + 2 * 1 * 3)
    try withTemporaryFolder { folder in
      for (name, range) in ranges {
        var bytes = good
        bytes[(range.lowerBound + range.upperBound) / 2] ^= 0x10
        try writeBytes(bytes, to: folder + "/chunks.h5")
        let file = try HDF5File(path: folder + "/chunks.h5")
        let error = #expect(throws: HDF5Error.self, "\(name)") { try file.withBytes(of: name) { _ in } }
        guard case .corrupt(_, name, _)? = error else {
          Issue.record("\(name): \(String(describing: error))")
          continue
        }
      }
    }
  }

  @Test func bytesAtRandomAreRefused() throws {
    var generator = SplitMix(state: 1)
    try withTemporaryFolder { folder in
      for length in stride(from: 0, to: 600, by: 7) {
        let start: [UInt8] = [0x89, 0x48, 0x44, 0x46, 0x0D, 0x0A, 0x1A, 0x0A, UInt8(length % 4)]
        let bytes = start + (0..<length).map { _ in UInt8.random(in: 0...255, using: &generator) }
        try writeBytes(bytes, to: folder + "/a.h5")
        #expect(throws: HDF5Error.self) { try HDF5File(path: folder + "/a.h5") }
      }
    }
  }
}
