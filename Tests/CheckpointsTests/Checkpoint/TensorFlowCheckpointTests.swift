import Apus
import Checkpoints
import Foundation
import Testing

private struct Block: Module {
  var weight = Tensor<Float>(zeros: [2, 3])
  func callAsFunction(_ x: Tensor<Float>) -> Tensor<Float> { x * weight }
}

private struct Model: Module {
  var blocks = [Block(), Block()]
  func callAsFunction(_ x: Tensor<Float>) -> Tensor<Float> { blocks[1](blocks[0](x)) }
}

/// A checkpoint that `Fixtures/make-checkpoint.py` wrote with TensorFlow.
@Suite struct TensorFlowCheckpointTests {
  private static let folder = URL(fileURLWithPath: #filePath).appendingPathComponent("../../Fixtures/tensorflow").standardizedFileURL.path

  @Test func tensorFlowsCheckpointIsRestored() throws {
    let (saved, skipped) = try CheckpointFolder(path: Self.folder).openNewest()
    #expect(skipped.isEmpty)
    var model = Model()
    try saved.restore(&model).requireComplete()
    #expect(try model.blocks.map { try $0.weight.readScalars() } == [[0, 1, 2, 3, 4, 5], [1, 2, 3, 4, 5, 6]])
    #expect(try saved.integer("step") == 500)
    #expect(try saved.integer("save_counter") == 1)
    #expect(try saved.texts("types/texts") == ["abc", "", String(repeating: "x", count: 200)])
  }

  private static let types: [String: DType] = [
    "bool": .bool, "int8": .int8, "int16": .int16, "int32": .int32, "int64": .int64, "uint8": .uint8, "uint16": .uint16,
    "uint32": .uint32, "uint64": .uint64, "float16": .float16, "bfloat16": .bfloat16, "float32": .float32, "float64": .float64,
  ]

  /// Each type's 1, 0 and 1.
  @Test(arguments: types.keys.sorted()) func everyTypeOfElementIsRead(name: String) throws {
    let dtype = try #require(Self.types[name])
    let saved = try SavedCheckpoint(path: Self.folder + "/ckpt-1")
    let tensor = try saved.tensor("types/\(name)")
    #expect(tensor.dtype == dtype)
    #expect(tensor.shape == [3])
    let bytes = try saved.bundle.withBytes(of: "types/\(name)/.ATTRIBUTES/VARIABLE_VALUE") { Array($0) }
    let width = bytes.count / 3
    #expect(width == dtype.byteWidth)
    let one = bytes[..<width]
    #expect(one.contains { $0 != 0 })
    #expect(bytes == Array(one) + Array(repeating: 0, count: width) + one)
  }

  @Test func thereIsATensorOfEveryType() { #expect(Set(Self.types.values) == Set(DType.allCases)) }

  @Test func itIsWrittenAgainByteForByte() throws {
    let bundle = try TensorBundle(path: Self.folder + "/ckpt-1")
    try withTemporaryFolder { folder in
      try TensorBundleWriter.write(copiedTensors(bundle), to: folder + "/copy")
      for suffix in [".index", ".data-00000-of-00001"] {
        #expect(try bytes(at: folder + "/copy" + suffix) == bytes(at: bundle.path + suffix))
      }
    }
  }
}
