import Apus
import Testing
import WireFormats

@testable import Checkpoints

@Suite struct CheckpointTests {
  @Test func modelOptimizerAndStepGoOnBitForBit() throws {
    try withTemporaryFolder { folder in
      var (model, optimizer) = trained(seed: 1)
      model.calls.assign(Tensor<Int32>(shape: [], scalars: [41]))
      try Checkpoint(model: model, optimizer: optimizer, step: 500).save(to: folder + "/ckpt-1")

      let saved = try SavedCheckpoint(path: folder + "/ckpt-1")
      try saved.verify()
      var restored = CheckpointModel(seed: 9)
      var restoredOptimizer = Adam(for: restored, learningRate: 0.1)
      let report = try saved.restore(&restored)
      try report.requireComplete()
      #expect(Set(report.restored) == ["blocks[0].weight", "blocks[0].bias", "blocks[1].weight", "blocks[1].bias", "scale", "calls"])
      try saved.restore(&restoredOptimizer)
      #expect(try saved.integer("step") == 500)
      #expect(try restored.calls.value.readScalars() == [41])
      step(&model, &optimizer)
      step(&restored, &restoredOptimizer)
      #expect(try restored.weights() == model.weights())
    }
  }

  @Test func keysAreThoseOfTensorFlow() throws {
    try withTemporaryFolder { folder in
      try Checkpoint(model: CheckpointModel(seed: 1), step: 1).save(to: folder + "/ckpt")
      let saved = try SavedCheckpoint(path: folder + "/ckpt")
      #expect(
        saved.names == [
          "model/blocks/0/bias", "model/blocks/0/weight", "model/blocks/1/bias", "model/blocks/1/weight", "model/calls", "model/scale",
          "save_counter", "step",
        ])
      #expect(saved.bundle.entry(named: "model/calls/.ATTRIBUTES/VARIABLE_VALUE")?.dtype == .int32)
    }
  }

  @Test func namesAreEscapedAsTensorFlowDoes() {
    #expect(ObjectPath(prefix: "model", name: "blocks[3].k/ey").key == "model/blocks/3/k.Sey/.ATTRIBUTES/VARIABLE_VALUE")
    #expect(ObjectPath(prefix: "loop/epoch").key == "loop/epoch/.ATTRIBUTES/VARIABLE_VALUE")
    #expect(ObjectPath(prefix: "", name: "step").key == "step/.ATTRIBUTES/VARIABLE_VALUE")
  }

  /// `TrackableObjectGraph` of a root with `b` and of `a` with `x`, by hand; numbers go level by level.
  @Test func theObjectGraphNamesEveryKey() {
    let graph = ObjectGraph([ObjectPath(prefix: "a", name: "x"), ObjectPath(prefix: "b", name: "")])
    var expected = ProtobufWriter()
    func attribute(_ node: inout ProtobufWriter, _ path: String) {
      node.message(2) { attribute in
        attribute.string(1, "VARIABLE_VALUE")
        attribute.string(2, path)
        attribute.string(3, path + "/.ATTRIBUTES/VARIABLE_VALUE")
      }
    }
    func reference(_ node: inout ProtobufWriter, _ number: Int64, _ name: String) {
      node.message(1) { reference in
        reference.integer(1, number)
        reference.string(2, name)
      }
    }
    expected.message(1) { node in
      reference(&node, 1, "a")
      reference(&node, 2, "b")
    }
    expected.message(1) { reference(&$0, 3, "x") }
    expected.message(1) { attribute(&$0, "b") }
    expected.message(1) { attribute(&$0, "a/x") }
    #expect(graph.message == expected.bytes)
  }

  @Test func theValuesAreThoseOfTheMomentWhenItWasMade() async throws {
    let folder = try makeTemporaryFolder()
    defer { removeFolder(folder) }
    var (model, optimizer) = trained(seed: 2)
    let before = try model.weights()
    let checkpoint = try Checkpoint(model: model, optimizer: optimizer)
    let writing = Task.detached { try checkpoint.save(to: folder + "/ckpt") }
    for _ in 0..<5 { step(&model, &optimizer) }
    #expect(try model.weights() != before)
    try await writing.value
    var restored = CheckpointModel(seed: 3)
    try SavedCheckpoint(path: folder + "/ckpt").restore(&restored).requireComplete()
    #expect(try restored.weights() == before)
  }

  @Test func tensorsNumbersAndTextsOfAnyNameAreKept() throws {
    try withTemporaryFolder { folder in
      var checkpoint = Checkpoint()
      try checkpoint.add(AnyTensor(Tensor<Double>([0.5, -1])), as: "loop/losses")
      try checkpoint.add(-7, as: "loop/epoch")
      checkpoint.add(texts: ["log.csv", "é\n"], as: "loop/logs")
      try checkpoint.save(to: folder + "/state")
      let saved = try SavedCheckpoint(path: folder + "/state")
      #expect(try saved.tensor("loop/losses").typed(Double.self)?.readScalars() == [0.5, -1])
      #expect(try saved.integer("loop/epoch") == -7)
      #expect(try saved.texts("loop/logs") == ["log.csv", "é\n"])
      #expect(throws: TensorBundleError.self) { try saved.integer("loop/losses") }
      #expect(throws: TensorBundleError.self) { try saved.tensor("loop/absent") }
      #expect(throws: TensorBundleError.self) { try saved.tensor("loop/logs") }
      #expect(throws: TensorBundleError.self) { try saved.texts("loop/epoch") }
    }
  }

  @Test func aMistakeIsThrownWhereTheCheckpointIsMade() {
    var model = CheckpointModel(seed: 1)
    model.blocks[0].weight += Tensor<Float>([1, 2, 3, 4, 5])
    #expect(throws: Diagnosis.self) { try Checkpoint(model: model) }
  }
}
