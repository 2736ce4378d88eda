import Apus
import Foundation
import Testing

@testable import Checkpoints

@Suite struct SavedModelLoadingTests {
  private func loaded<M: Module>(_ model: M, _ functions: [ModelFunction<M>]) throws -> SavedModel {
    try withTemporaryFolder { folder in
      try SavedModel.save(model, to: folder + "/saved", functions: functions)
      return try SavedModel.load(folder + "/saved")
    }
  }

  @Test(.enabled(if: XLAPlugin.isInstalled, XLAPlugin.needed)) func aNetworkRunsForAnyNumberOfExamples() throws {
    let model = SmallClassifier.seeded()
    let saved = try loaded(
      model,
      [
        .call(TensorSpec("image", SmallClassifier.imageShape), outputs: ["logits"]),
        ModelFunction("probabilities", TensorSpec<Float>("image", SmallClassifier.imageShape)) { model, images in softmax(model(images)) },
      ])
    #expect(saved.functionNames == ["callAsFunction", "probabilities", "serving_default"])
    for count in [1, 4, 5] {
      let images = SmallClassifier.images(count)
      for name in ["callAsFunction", "serving_default"] {
        let logits: Tensor<Float> = try saved.function(name)(images)
        try expectEqual(logits, model(images))
      }
      let probabilities: Tensor<Float> = try saved.function("probabilities")(images)
      try expectEqual(probabilities, softmax(model(images)))
    }
  }

  @Test(.enabled(if: XLAPlugin.isInstalled, XLAPlugin.needed)) func argumentsAndResultsHaveTheirNames() throws {
    let function = ModelFunction("parts", TensorSpec<Float>("z", [2]), TensorSpec<Float>("a", [2])) { (model: Subtraction, z, a) in
      model.parts(z, a)
    }
    let saved = try loaded(Subtraction(), [function])
    let parts = try saved.function("parts")
    #expect(parts.arguments == ["z: float32 [2]", "a: float32 [2]"])
    #expect(parts.results == ["total: float32 [2]", "first: int32 [2]"])
    let (z, a) = (Tensor<Float>([10, 20]), Tensor<Float>([1, 2]))
    let results = try parts(["a": AnyTensor(a), "z": AnyTensor(z)])
    #expect(try results["total"]?.typed(Float.self)?.readScalars() == [18, 54])
    #expect(try results["first"]?.typed(Int32.self)?.readScalars() == [9, 18])
    #expect(try parts([AnyTensor(z), AnyTensor(a)])[0].typed(Float.self)?.readScalars() == [18, 54])
  }

  @Test(.enabled(if: XLAPlugin.isInstalled, XLAPlugin.needed)) func theGuidesMethodIsCalledByName() throws {
    let module = MyModule(3)
    #expect(try module.multiply(Tensor([1, 2, 3])).readScalars() == [3, 6, 9])
    let imported = try loaded(module, [ModelFunction("multiply", TensorSpec<Int32>("x", [nil])) { $0.multiply($1) }])
    let product: Tensor<Int32> = try imported.function("multiply")(Tensor([1, 2, 3]))
    #expect(try product.readScalars() == [3, 6, 9])
    #expect(imported.variables.map(\.description) == ["weight = 3"])
  }

  @Test(.enabled(if: XLAPlugin.isInstalled, XLAPlugin.needed)) func aValueThatIsAssignedCounts() throws {
    let saved = try loaded(MyModule(3), [ModelFunction("multiply", TensorSpec<Int32>("x", [nil])) { $0.multiply($1) }])
    saved.variables[0].assign(AnyTensor(Tensor<Int32>(shape: [], scalars: [4])))
    let product: Tensor<Int32> = try saved.function("multiply")(Tensor([1, 2, 3]))
    #expect(try product.readScalars() == [4, 8, 12])
  }

  /// The numbers are those that `Fixtures/make-savedmodel.py` prints.
  @Test(.enabled(if: XLAPlugin.isInstalled, XLAPlugin.needed)) func whatJAXHasExportedRuns() throws {
    let saved = try SavedModel.load(fixture("jax2tf"))
    #expect(saved.variables.map(\.path) == ["weight", "bias"])
    let x = Tensor<Float>([[1, -2, 0.5], [0.25, 3, -1]])
    for name in ["predict", "serving_default"] {
      let results = try saved.function(name)(["x": AnyTensor(x)])
      #expect(try results["classes"]?.typed(Int32.self)?.readScalars() == jaxClasses)
      let values = try #require(results["values"]?.typed(Float.self))
      try expectEqual(values, Tensor(shape: [2, 2], scalars: jaxValues))
    }
  }

  private let jaxClasses: [Int32] = [0, 0]
  private let jaxValues: [Float] = [0.29131261, -0.63514900, 0.60436779, -0.074859671]

  @Test func anOperationThatIsNotRunIsNamed() throws {
    let saved = try SavedModel.load(fixture("jax2tf"))
    #expect(
      throws: SavedModelError.unsupportedOperation(path: saved.path + "/saved_model.pb", function: "unsupported", operation: "BesselI0e")
    ) {
      try saved.function("unsupported")
    }
  }

  @Test func wrongArgumentsAreRefused() throws {
    let saved = try loaded(Subtraction(), [.call(TensorSpec("x", [nil, 2]))])
    let call = try saved.function("callAsFunction")
    #expect(throws: SavedModelError.wrongArguments(function: "callAsFunction", expected: "(x: float32 [?, 2])", given: "Float[3]")) {
      let _: Tensor<Float> = try call(Tensor<Float>([1, 2, 3]))
    }
    #expect(throws: SavedModelError.wrongArguments(function: "callAsFunction", expected: "(x: float32 [?, 2])", given: "y: Float[2]")) {
      try call(["y": AnyTensor(Tensor<Float>([1, 2]))])
    }
    #expect(throws: SavedModelError.self) { try call([]) }
    #expect(throws: Diagnosis.self) { try call([AnyTensor(Tensor<Float>([1, 2]) + Tensor<Float>([1, 2, 3]))]) }
    #expect(throws: SavedModelError.missingFunction(path: saved.path, name: "predict", names: ["callAsFunction", "serving_default"])) {
      try saved.function("predict")
    }
  }

  private func fixture(_ name: String) -> String {
    URL(fileURLWithPath: #filePath).appendingPathComponent("../../Fixtures/\(name)").standardizedFileURL.path
  }
}
