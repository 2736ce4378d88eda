import Apus
import Checkpoints
import Testing

private struct Larger: Layer {
  var blocks: [Dense<Float>]
  var head = Tensor<Float>([1, 2])

  func callAsFunction(_ input: Tensor<Float>) -> Tensor<Float> { blocks[0](input) }
}

@Suite struct PartialRestoreTests {
  @Test func whatIsMissingAndWhatIsLeftOverIsReported() throws {
    try withTemporaryFolder { folder in
      let model = CheckpointModel(seed: 1)
      try Checkpoint(model: model, step: 3).save(to: folder + "/ckpt")
      let saved = try SavedCheckpoint(path: folder + "/ckpt")
      var larger = Larger(blocks: [CheckpointModel(seed: 5).blocks[0]])
      let report = try saved.restore(&larger)
      #expect(report.missing == ["head"])
      #expect(
        report.leftOver.map { $0.split(separator: "/").dropLast(2).joined(separator: "/") }
          == ["model/blocks/1/bias", "model/blocks/1/weight", "model/calls", "model/scale"])
      #expect(try larger.blocks[0].weight.readScalars() == model.blocks[0].weight.readScalars())
      #expect(try larger.head.readScalars() == [1, 2])
      let error = #expect(throws: WeightsError.self) { try report.requireComplete() }
      #expect(error?.missing == ["head"])
      #expect(error?.leftOver == report.leftOver)
    }
  }

  @Test func aDifferentShapeIsRefusedAndNothingIsChanged() throws {
    try withTemporaryFolder { folder in
      try Checkpoint(model: CheckpointModel(seed: 1)).save(to: folder + "/ckpt")
      let saved = try SavedCheckpoint(path: folder + "/ckpt")
      var model = CheckpointModel(seed: 2, outputSize: 5)
      let before = try model.weights()
      let error = #expect(throws: WeightsError.self) { _ = try saved.restore(&model) }
      #expect(error?.different.map(\.name) == ["blocks[1].weight", "blocks[1].bias"])
      #expect(try model.weights() == before)
    }
  }

  @Test func anOptimizerThatWasNotSavedIsNamed() throws {
    try withTemporaryFolder { folder in
      let (model, _) = trained(seed: 1)
      try Checkpoint(model: model).save(to: folder + "/ckpt")
      var optimizer = Adam(for: model)
      let saved = try SavedCheckpoint(path: folder + "/ckpt")
      #expect(throws: OptimizerStateError.missing("step")) { try saved.restore(&optimizer) }
    }
  }

  @Test func namesAreTranslated() throws {
    try withTemporaryFolder { folder in
      var checkpoint = Checkpoint()
      let weights = Tensor<Float>(shape: [3, 4], scalars: (0..<12).map(Float.init))
      try checkpoint.add(AnyTensor(weights), as: "layer_with_weights-0/kernel")
      try checkpoint.save(to: folder + "/keras_checkpoint")
      var model = CheckpointModel(seed: 4)
      let saved = try SavedCheckpoint(path: folder + "/keras_checkpoint")
      #expect(saved.names == ["layer_with_weights-0/kernel", "save_counter"])
      let report = try saved.restore(&model, from: "") { path in
        path == "blocks[0].weight" ? "layer_with_weights-0/kernel" : path
      }
      #expect(report.restored == ["blocks[0].weight"])
      #expect(report.leftOver == [])
      #expect(model.blocks[0].weight == weights)
    }
  }

  private struct Line: Module {
    var w = Tensor<Float>(1)
    var b = Tensor<Float>(1)
    func callAsFunction(_ x: Tensor<Float>) -> Tensor<Float> { w * x + b }
  }

  @Test(.enabled(if: SharedSamples.exist, "../shared/samples is not here"))
  func kerasWeightsAreRestored() throws {
    var line = Line()
    try SavedCheckpoint(path: SharedSamples.folder + "/checkpoint/tf_keras_written/keras_checkpoint")
      .restore(&line, from: "").requireComplete()
    #expect(try line.w.readScalars() + line.b.readScalars() == [5, 0])
  }
}
