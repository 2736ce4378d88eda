import Apus
import Testing

@testable import Checkpoints

/// SavedModels that TensorFlow and programs of others wrote.
@Suite(.enabled(if: SharedSamples.exist, "no samples beside the package")) struct SavedModelSamplesTests {
  private let folder = SharedSamples.folder + "/savedmodel/"
  private let x = Tensor<Float>([[0.5, -1, 2], [1, 0.25, -0.5]])

  /// relu(x · w1 + b1) · w2 + b2
  private func perceptron(_ saved: SavedModel) throws -> Tensor<Float> {
    func variable(_ name: String) throws -> Tensor<Float> {
      try #require(saved.variables.first { $0.path == name }?.value.typed(Float.self), "\(saved.variables.map(\.path))")
    }
    return try matmul(relu(matmul(x, variable("w1")) + variable("b1")), variable("w2")) + variable("b2")
  }

  @Test(arguments: ["mlp_plain_tf2", "mlp_xlacall_v8_static"])
  func networksOfOthersRun(name: String) throws {
    if name.contains("xlacall"), !XLAPlugin.isInstalled { return }
    let saved = try SavedModel.load(folder + name)
    let result: Tensor<Float> = try saved.function("serving_default")(x)
    try expectEqual(result, try perceptron(saved))
  }

  @Test func modulesOfOthersRun() throws {
    let product: Tensor<Int32> = try SavedModel.load(folder + "mymodule").function("multiply")(Tensor([1, 2, 3]))
    #expect(try product.readScalars() == [3, 6, 9])
    let line = try SavedModel.load(folder + "lin_plain_tf2")
    #expect(line.variables.map(\.path) == ["w", "b"])
    #expect(throws: Never.self) { try SavedModel.load(folder + "written_by_tf221") }
  }

  @Test func whatCannotBeRunIsNamed() throws {
    #expect(throws: SavedModelError.self) { try SavedModel.load(folder + "mlp_plain_tf1") }
    #expect(throws: (any Error).self) {
      let _: Tensor<Float> = try SavedModel.load(folder + "mlp_xlacall_v7_dynbatch").function("serving_default")(x)
    }
  }

  @Test(arguments: ["inputs_not_sorted", "outputs_not_sorted", "mlp_s_nockptgraph"]) func badOnesAreRefused(name: String) throws {
    #expect(throws: (any Error).self) { try SavedModel.load(SharedSamples.folder + "/bad/" + name) }
  }

  @Test(.enabled(if: XLAPlugin.isInstalled, XLAPlugin.needed)) func aModuleThatIsNoneIsRefusedWhenItIsCalled() throws {
    let function = try SavedModel.load(SharedSamples.folder + "/bad/mlp_badtext").function("serving_default")
    #expect(throws: (any Error).self) { let _: Tensor<Float> = try function(x) }
  }
}
