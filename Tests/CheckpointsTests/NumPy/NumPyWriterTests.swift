import Foundation
import Testing

@testable import Checkpoints

@Suite struct NumPyWriterTests {
  private func writable(_ file: some TensorFile) throws -> [WritableTensor] {
    try file.tensors.map { tensor in
      WritableTensor(
        name: tensor.name, dtype: try #require(tensor.dtype), shape: tensor.shape,
        bytes: try file.withBytes(of: tensor.name) { Array($0) })
    }
  }

  @Test func anArchiveIsNumPysByteForByte() throws {
    try withTemporaryFolder { folder in
      let path = fixture("numpy/plain.npz")
      try NumPyWriter.write(try writable(NumPyFile(path: path)), to: folder + "/copy.npz")
      #expect(try bytes(at: folder + "/copy.npz") == bytes(at: path))
    }
  }

  @Test func anArrayAloneIsNumPysByteForByte() throws {
    try withTemporaryFolder { folder in
      let path = fixture("numpy/single.npy")
      let tensors = try writable(NumPyFile(path: path))
      try NumPyWriter.writeArray(#require(tensors.first), to: folder + "/copy.npy")
      #expect(try bytes(at: folder + "/copy.npy") == bytes(at: path))
    }
  }

  @Test func packedArraysComeBackAndTakeLessRoom() throws {
    try withTemporaryFolder { folder in
      let path = folder + "/zeros.npz"
      let zeros = WritableTensor(name: "zeros", dtype: .float32, shape: [100, 250], bytes: [UInt8](repeating: 0, count: 100_000))
      try NumPyWriter.write([zeros], isPacked: true, to: path)
      #expect(try bytes(at: path).count < 1_000)
      #expect(try NumPyFile(path: path).withBytes(of: "zeros") { $0.allSatisfy { $0 == 0 } && $0.count == 100_000 })
    }
  }

  @Test(arguments: DType.allCases)
  func everyTypeAndShapeComesBackBitForBit(dtype: DType) throws {
    var generator = SplitMix(state: 3)
    try withTemporaryFolder { folder in
      let tensors = [[], [0], [1], [3, 0, 5], [2, 4, 8], Array(repeating: 1, count: 64)].enumerated().map { index, shape in
        WritableTensor(
          name: "t\(index)", dtype: dtype, shape: shape,
          bytes: (0..<shape.reduce(dtype.byteWidth, *)).map { _ in UInt8.random(in: 0...1, using: &generator) })
      }
      try NumPyWriter.write(tensors, to: folder + "/t.npz")
      let file = try NumPyFile(path: folder + "/t.npz")
      #expect(file.tensors.map(\.shape) == tensors.map(\.shape))
      #expect(file.tensors.allSatisfy { $0.dtype == dtype })
      for tensor in tensors {
        try tensor.withBytes { bytes in
          let isEqual = try file.withBytes(of: tensor.name) { $0.elementsEqual(bytes) }
          #expect(isEqual)
        }
      }
    }
  }

  @Test func whatCannotBeWrittenLeavesTheOldFile() throws {
    try withTemporaryFolder { folder in
      let path = folder + "/old.npz"
      try writeBytes([1, 2, 3], to: path)
      let short = WritableTensor(name: "a", dtype: .float32, shape: [2], bytes: [0])
      let fine = WritableTensor(name: "a", dtype: .uint8, shape: [1], bytes: [0])
      #expect(throws: NumPyError.wrongByteCount(path: path, array: "a", shape: [2], needed: 8, found: 1)) {
        try NumPyWriter.write([short], to: path)
      }
      #expect(throws: NumPyError.duplicateName(path: path, name: "a")) { try NumPyWriter.write([fine, fine], to: path) }
      #expect(try bytes(at: path) == [1, 2, 3])
      #expect(try names(in: folder) == ["old.npz"])
    }
  }
}
