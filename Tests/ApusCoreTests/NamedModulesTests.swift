import Testing

@testable import ApusCore

/// Modules of any types under names.
@Suite struct NamedModulesTests {
  private struct Scale: Module {
    var factor: Tensor<Float>
    func callAsFunction(_ x: Tensor<Float>) -> Tensor<Float> { x * factor }
  }
  private struct Nothing: Module {
    func callAsFunction(_ x: Tensor<Float>) -> Tensor<Float> { x }
  }
  private final class Hidden: Module {
    var factor = Tensor<Float>(3)
    func callAsFunction(_ x: Tensor<Float>) -> Tensor<Float> { x * factor }
  }
  private struct Model: Module {
    var parts = NamedModules()
    func callAsFunction(_ x: Tensor<Float>) -> Tensor<Float> {
      (0..<parts.count).reduce(x) { x, index in (parts.module(at: index, as: Scale.self)?(x)) ?? x }
    }
  }

  private func model() -> Model {
    var model = Model()
    model.parts.append(Scale(factor: Tensor(2)), named: "first")
    model.parts.append(Nothing(), named: "nothing")
    model.parts.append(Scale(factor: Tensor(5)), named: "second")
    return model
  }

  @Test func pathsAreMadeOfNames() {
    #expect(model().parameters.map(\.path) == ["parts.first.factor", "parts.second.factor"])
    #expect(model().parts.names == ["first", "nothing", "second"])
    #expect(model().parts[1] is Nothing)
  }

  @Test func gradientsAndUpdatesReachThem() throws {
    var model = model()
    let copy = model
    let (value, gradient) = valueWithGradient(at: model) { $0(Tensor(3)) }
    #expect(try value.readScalars() == [30])
    #expect(try gradient.nodes.map { try Tensor<Float>($0).readScalars() } == [[15], [6]])
    model.updateParameters { _, node in node + node }
    #expect(try model(Tensor(3)).readScalars() == [120])
    #expect(try copy(Tensor(3)).readScalars() == [30], "a copy is by itself")
  }

  @Test func whatCannotBeWrittenIsFound() {
    var model = model()
    model.parts.append(Hidden(), named: "hidden")
    #expect(model.unreachableParameters?.description.contains("parts.hidden.factor, in the class Hidden") == true)
  }
}
