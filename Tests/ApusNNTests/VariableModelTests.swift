import ApusNN
import Testing

/// Models whose parameters are variables, trained as others are.
struct VariableModelTests {
  final class Line: Module {
    let w = Variable<Float>(5)
    let b = Variable<Float>(0)
    func callAsFunction(_ x: Tensor<Float>) -> Tensor<Float> { w * x + b }
  }
  struct ValueLine: Module {
    var w = Tensor<Float>(5)
    var b = Tensor<Float>(0)
    func callAsFunction(_ x: Tensor<Float>) -> Tensor<Float> { w * x + b }
  }
  struct Mixed: Module {
    var w = Tensor<Float>(5)
    let b = Variable<Float>(0)
    func callAsFunction(_ x: Tensor<Float>) -> Tensor<Float> { w * x + b }
  }

  private let x = Tensor<Float>([-1, 0, 2, 3])
  private let y = Tensor<Float>([-1, 2, 8, 11])

  private func train<M: Module, O: Optimizer<M>>(_ model: inout M, _ optimizer: O) -> O
  where M.Input == Tensor<Float>, M.Output == Tensor<Float> {
    var optimizer = optimizer
    for _ in 0..<4 {
      let slope = gradient(at: model) { meanSquaredError(predicted: $0(x), expected: y) }
      optimizer.update(&model, along: slope)
    }
    return optimizer
  }

  @Test func theyAreTrainedLikeModelsOfTensors() {
    var (value, reference, mixed) = (ValueLine(), Line(), Mixed())
    let states = [
      train(&value, SGD(for: value, learningRate: 0.1, momentum: 0.9)).state,
      train(&reference, SGD(for: reference, learningRate: 0.1, momentum: 0.9)).state,
      train(&mixed, SGD(for: mixed, learningRate: 0.1, momentum: 0.9)).state,
    ].map { $0.compactMap { $0.typed(Float.self)?.scalarized() } }
    #expect(value.w.scalarized() != 5)
    #expect([reference.w.value, reference.b.value] == [value.w, value.b])
    #expect([mixed.w, mixed.b.value] == [value.w, value.b])
    #expect(states[0].count == 3)
    #expect(states[1] == states[0] && states[2] == states[0], "one count of steps, and slots that are saved")
  }

  @Test func adamCountsAStepOnce() {
    var (value, mixed) = (ValueLine(), Mixed())
    _ = train(&value, Adam(for: value, learningRate: 0.1))
    _ = train(&mixed, Adam(for: mixed, learningRate: 0.1))
    #expect([mixed.w, mixed.b.value] == [value.w, value.b])
  }

  @Test func anOptimizersStateCanBePutBack() {
    var model = Line()
    let trained = train(&model, Adam(for: model))
    var other = Adam(for: model)
    other.state = trained.state
    #expect(other.state.map { $0.typed(Float.self) } == trained.state.map { $0.typed(Float.self) })
  }

  @Test func aModelThatCannotBeTrainedPoisonsItsParametersAndTheOptimizer() throws {
    final class Hidden { var w = Tensor<Float>(1) }
    struct Model: Module {
      var w = Tensor<Float>(1)
      let hidden = Hidden()
      func callAsFunction(_ x: Tensor<Float>) -> Tensor<Float> { x * w * hidden.w }
    }
    var model = Model()
    let optimizer = train(&model, SGD(for: model))
    guard case .unreachableParameters(_, let found, _)? = model.w.diagnosis?.mistake else {
      Issue.record("the parameter has no diagnosis")
      return
    }
    #expect(found == ["hidden.w, in the class Hidden"])
    #expect(throws: Diagnosis.self) { try optimizer.state[0].typed(Float.self)?.evaluated() }
  }
}
