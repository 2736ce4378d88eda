import ApusCore
import Testing

@Suite struct LayerApplicationTests {
  /// w · x², which says in which phase it was applied.
  private struct Squares: Layer {
    var w = Tensor<Double>([2, 3])
    let scale = Variable(Tensor<Double>(1))

    func callAsFunction(_ x: Tensor<Double>) -> Tensor<Double> {
      Context.local.learningPhase == .training ? w * x * x * scale.value : -x
    }
  }

  /// Its parameter lies where gradients cannot be put.
  private struct Hidden: Layer {
    final class Box { var w = Tensor<Double>(1) }
    let box = Box()
    func callAsFunction(_ x: Tensor<Double>) -> Tensor<Double> { box.w * x }
  }

  private let x = Tensor<Double>([1, -2])

  @Test func inferringAppliesTheLayerAsInUse() {
    withLearningPhase(.training) {
      #expect(Squares().inferring(from: x) == -x)
      #expect(Squares()(x) == Tensor([2, 12]))
    }
  }

  @Test func aDirectionIsTakenBackToLayerInputAndVariables() throws {
    try withLearningPhase(.training) {
      let layer = Squares()
      let (output, backpropagator) = layer.appliedForBackpropagation(to: x)
      // The history outlives the value.
      let scalars = try output.readScalars()
      #expect(scalars == [2, 12])
      for factor in [1.0, -3.0] {
        let (layerGradient, inputGradient) = backpropagator(Tensor([10 * factor, factor]))
        #expect(layerGradient.w == Tensor([10 * factor, 4 * factor]))
        #expect(inputGradient == Tensor([40 * factor, -12 * factor]))
        #expect(layerGradient[layer.scale] == Tensor(32 * factor))
      }
    }
  }

  @Test func theBackpropagatorIsDifferentiatedItself() {
    let slope = withLearningPhase(.training) {
      gradient(at: x) { x in Squares().appliedForBackpropagation(to: x).backpropagator(Tensor([1, 1])).inputGradient.sum() }
    }
    #expect(slope == Tensor([4, 6]))
  }

  @Test func mistakesAreDiagnosed() {
    let gradients = Squares().appliedForBackpropagation(to: x).backpropagator(Tensor([1, 2, 3]))
    let mistake = Mistake.attribute(operation: "backpropagator", problem: "a direction of shape [3] does not fit", operand: [2])
    #expect(gradients.inputGradient.diagnosis?.mistake == mistake)
    #expect(gradients.layerGradient.w.diagnosis?.mistake == mistake)
    let (output, backpropagator) = Hidden().appliedForBackpropagation(to: x)
    #expect(output.diagnosis != nil)
    #expect(backpropagator(x).inputGradient.diagnosis == output.diagnosis)
  }
}
