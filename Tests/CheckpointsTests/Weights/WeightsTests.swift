import Apus
import Checkpoints
import Foundation
import Testing

private struct Block: Layer {
  var dense: Dense<Float>
  let scale: Tensor<Float>
  let calls = Variable<Int32>(0)
  @Frozen var table = Tensor<Float>([1, 2, 3])
  init(_ seed: UInt64, scale: Float = 2) {
    dense = withRandomSeed(seed) { Dense(inputSize: 3, outputSize: 2) }
    self.scale = Tensor(scale)
  }
  func callAsFunction(_ input: Tensor<Float>) -> Tensor<Float> { dense(input * table) * scale }
}

private struct Model: Layer {
  var blocks: [Block]
  func callAsFunction(_ input: Tensor<Float>) -> Tensor<Float> { blocks[0](input) }
}

struct WeightsTests {
  private func weights(_ model: Model) throws -> [[Float]] { try model.blocks.map { try $0.dense.weight.readScalars() } }

  @Test func whatIsSavedIsLoadedBitForBit() throws {
    try withTemporaryFolder { folder in
      let saved = Model(blocks: [Block(1), Block(2)])
      saved.blocks[1].calls.assign(Tensor<Int32>(shape: [], scalars: [41]))
      try saveWeights(of: saved, to: folder + "/w.safetensors", metadata: ["made": "here"])
      var loaded = Model(blocks: [Block(3), Block(4)])
      #expect(try weights(loaded) != weights(saved))
      loaded.blocks[0].table = Tensor<Float>([7, 8, 9])
      #expect(try loadWeights(into: &loaded, from: folder + "/w.safetensors") == ["made": "here"])
      #expect(try weights(loaded) == weights(saved))
      #expect(try loaded.blocks[0].table.readScalars() == [1, 2, 3])
      #expect(try loaded.blocks[1].calls.value.readScalars() == [41])
    }
  }

  @Test func tensorsAreNamedByTheirPaths() throws {
    try withTemporaryFolder { folder in
      try saveWeights(of: Model(blocks: [Block(1)]), to: folder + "/w.safetensors")
      let names = try SafetensorsFile(path: folder + "/w.safetensors").entries.map(\.name)
      #expect(
        Set(names) == ["blocks[0].dense.weight", "blocks[0].dense.bias", "blocks[0].scale", "blocks[0].calls", "blocks[0].table"])
    }
  }

  @Test func everyDifferenceIsReportedAndNothingIsChanged() throws {
    try withTemporaryFolder { folder in
      let path = folder + "/w.safetensors"
      var other = Block(1)
      other.dense = Dense(inputSize: 5, outputSize: 2)
      try saveWeights(of: Model(blocks: [other, Block(2), Block(3)]), to: path)
      var model = Model(blocks: [Block(7), Block(8)])
      model.blocks[0].calls.assign(Tensor<Int32>(shape: [], scalars: [5]))
      let before = try weights(model)
      let error = #expect(throws: WeightsError.self) { try loadWeights(into: &model, from: path) }
      #expect(error?.leftOver.count == 5)
      #expect(error?.missing == [])
      #expect(error?.different.map(\.name) == ["blocks[0].dense.weight"])
      #expect(error?.different.first?.expected == "Float [3, 2]")
      #expect(error?.different.first?.found == "Float [5, 2]")
      #expect(try weights(model) == before)

      try saveWeights(of: Model(blocks: [Block(1)]), to: path)
      #expect(#expect(throws: WeightsError.self) { try loadWeights(into: &model, from: path) }?.missing.count == 5)
      #expect(try weights(model) == before)
    }
  }

  @Test func aConstantWithAnotherValueIsReportedAndNothingIsChanged() throws {
    try withTemporaryFolder { folder in
      let path = folder + "/w.safetensors"
      let saved = Model(blocks: [Block(1, scale: 3)])
      saved.blocks[0].calls.assign(Tensor<Int32>(shape: [], scalars: [9]))
      try saveWeights(of: saved, to: path)
      var model = Model(blocks: [Block(2, scale: 2)])
      let before = try weights(model)
      #expect(#expect(throws: WeightsError.self) { try loadWeights(into: &model, from: path) }?.fixed == ["blocks[0].scale"])
      #expect(try weights(model) == before)
      #expect(try model.blocks[0].calls.value.readScalars() == [0])
    }
  }

  @Test func aMistakeInATensorIsThrownAndTheOldFileStays() throws {
    try withTemporaryFolder { folder in
      let path = folder + "/w.safetensors"
      var model = Model(blocks: [Block(1)])
      try saveWeights(of: model, to: path)
      let before = try bytes(at: path)
      model.blocks[0].dense.weight += Tensor<Float>([1, 2, 3, 4, 5])
      #expect(throws: Diagnosis.self) { try saveWeights(of: model, to: path) }
      #expect(try bytes(at: path) == before)
      #expect(try names(in: folder) == ["w.safetensors"])
    }
  }

  @Test func theErrorNamesEverything() throws {
    try withTemporaryFolder { folder in
      let path = folder + "/w.safetensors"
      var wide = Block(1)
      wide.dense = Dense(inputSize: 3, outputSize: 2, useBias: false)
      try saveWeights(of: Model(blocks: [wide]), to: path)
      var model = Model(blocks: [Block(1)])
      let error = #expect(throws: WeightsError.self) { try loadWeights(into: &model, from: path) }
      #expect(
        error?.description
          == "Apus: the weights in a file are not those of this model\n  file      \(path)\n  missing   blocks[0].dense.bias")
    }
  }

  @Test func aModelWithHiddenParametersIsNeitherSavedNorLoaded() throws {
    final class Hidden: Layer {
      var w = Tensor<Float>([1, 2])
      func callAsFunction(_ x: Tensor<Float>) -> Tensor<Float> { x * w }
    }
    try withTemporaryFolder { folder in
      var model = Hidden()
      let error = #expect(throws: Diagnosis.self) { try saveWeights(of: model, to: folder + "/w.safetensors") }
      #expect(error?.mistake == model.unreachableParameters)
      #expect(throws: Diagnosis.self) { try loadWeights(into: &model, from: folder + "/w.safetensors") }
      #expect(!FileManager.default.fileExists(atPath: folder + "/w.safetensors"))
    }
  }
}
