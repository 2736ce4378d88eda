import Apus
import Foundation
import Testing

@testable import Checkpoints

@Suite struct HDF5WriterTests {
  @Test(arguments: DType.allCases)
  func everyTypeAndShapeComesBackBitForBit(dtype: DType) throws {
    var generator = SplitMix(state: 3)
    try withTemporaryFolder { folder in
      let tensors = [[], [0], [1], [3, 0, 5], [2, 4, 7]].enumerated().map { index, shape in
        WritableTensor(
          name: "a/b\(index % 2)/t\(index)", dtype: dtype, shape: shape,
          bytes: (0..<shape.reduce(dtype.byteWidth, *)).map { _ in UInt8.random(in: 0...1, using: &generator) })
      }
      try HDF5Writer.write(tensors, metadata: ["keras_version": "3", "é": ""], to: folder + "/t.weights.h5")
      let file = try HDF5File(path: folder + "/t.weights.h5")
      #expect(file.metadata == ["keras_version": "3", "é": ""])
      #expect(file.tensors.map(\.name) == ["a/b0/t0", "a/b0/t2", "a/b0/t4", "a/b1/t1", "a/b1/t3"])
      #expect(file.tensors.allSatisfy { $0.dtype == dtype })
      for tensor in tensors {
        #expect(file.description(of: tensor.name)?.shape == tensor.shape)
        try tensor.withBytes { bytes in
          let isEqual = try file.withBytes(of: tensor.name) { $0.elementsEqual(bytes) }
          #expect(isEqual)
        }
      }
    }
  }

  /// More names than one leaf holds, and more leaves than h5py's trees have by default.
  @Test(arguments: [0, 1, 128, 129, 5_000])
  func groupsOfAnySizeComeBack(count: Int) throws {
    try withTemporaryFolder { folder in
      let tensors = (0..<count).map { WritableTensor(name: "v/\($0)", dtype: .int32, shape: [], bytes: littleEndianBytes([Int32($0)])) }
      try HDF5Writer.write(tensors, to: folder + "/many.h5")
      let file = try HDF5File(path: folder + "/many.h5")
      #expect(file.tensors.count == count)
      for tensor in tensors.prefix(3) + tensors.suffix(3) {
        try tensor.withBytes { bytes in
          let isEqual = try file.withBytes(of: tensor.name) { $0.elementsEqual(bytes) }
          #expect(isEqual)
        }
      }
    }
  }

  @Test func whatCannotBeWrittenIsRefusedAndTheOldFileStays() throws {
    func tensor(_ name: String, _ shape: [Int] = [1]) -> WritableTensor { .init(name: name, dtype: .uint8, shape: shape, bytes: [1]) }
    try withTemporaryFolder { folder in
      let path = folder + "/old.h5"
      try writeBytes([1, 2, 3], to: path)
      let rows: [([WritableTensor], HDF5Error)] = [
        ([tensor("")], .unwritableName(path: path, name: "")), ([tensor("a//b")], .unwritableName(path: path, name: "a//b")),
        ([tensor("../a")], .unwritableName(path: path, name: "../a")), ([tensor("/a")], .unwritableName(path: path, name: "/a")),
        ([tensor("a"), tensor("a")], .clashingNames(path: path, name: "a")),
        ([tensor("a"), tensor("a/b")], .clashingNames(path: path, name: "a")),
        ([tensor("a", [2])], .wrongByteCount(path: path, tensor: "a", shape: [2], needed: 2, found: 1)),
        ([tensor("a", [.max, 2])], .wrongByteCount(path: path, tensor: "a", shape: [.max, 2], needed: nil, found: 0)),
      ]
      for (tensors, expected) in rows { #expect(throws: expected) { try HDF5Writer.write(tensors, to: path) } }
      #expect(try bytes(at: path) == [1, 2, 3])
      #expect(try names(in: folder) == ["old.h5"])
    }
  }
}
