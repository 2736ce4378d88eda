import ApusCore
import Testing

@Suite struct RecomputedTests {
  private let weight = Tensor<Double>([[0.3, -0.7], [0.5, 0.2]])

  private func block(_ x: Tensor<Double>) -> (Tensor<Double>, [Tensor<Double>]) {
    let inner = tanh(matmul(x, weight))
    return (exp(inner) * x, [inner])
  }

  @Test func valuesAndGradientsAreThoseOfTheBody() throws {
    let x = Tensor<Double>([[0.2, -0.4], [1.1, 0.6]])
    let plain = { (x: Tensor<Double>) -> Tensor<Double> in
      let (y, inner) = block(x)
      return (y * y).sum() + inner[0].sum()
    }
    let again = { (x: Tensor<Double>) -> Tensor<Double> in
      let (y, inner) = recomputed { block(x) }
      return (y * y).sum() + inner[0].sum()
    }
    try expectClose(again(x), plain(x).readScalars())
    try expectGradient(of: again, at: x)
    try expectClose(compiled { gradient(at: $0, of: again) }(x), gradient(at: x, of: plain).readScalars())
    let w = Variable<Double>(2)
    let tape = GradientTape()
    let loss = tape.record { recomputed { w * w * w.value } }
    try expectClose(tape.gradient(of: loss, withRespectTo: w), [12])
  }

  @Test func theSameRandomNumbersAreUsedAgain() throws {
    let x = Tensor<Float>([1, 2, 3])
    let (value, slope) = withRandomSeed(5) {
      valueWithGradient(at: x) { x in recomputed { exp(x * Tensor<Float>(randomUniform: [3])) }.sum() }
    }
    let drawn = withRandomSeed(5) { Tensor<Float>(randomUniform: [3]) }
    #expect(value.isAlmostEqual(to: exp(x * drawn).sum(), tolerance: 1e-6))
    #expect(slope.isAlmostEqual(to: drawn * exp(x * drawn), tolerance: 1e-6))
  }

  @Test func whatTheBodyCannotDoIsToldByItsResults() {
    let variable = Variable<Float>(1)
    let result = recomputed { () -> Tensor<Float> in
      variable.assign(Tensor(2))
      return variable.value
    }
    #expect(result.diagnosis?.description.contains("recomputed: a variable cannot be assigned in its body") == true)
    let wrong = recomputed { Tensor<Float>([1, 2]) + Tensor([1, 2, 3]) }
    #expect(wrong.diagnosis?.description.contains("the shapes of add do not fit") == true)
  }
}
