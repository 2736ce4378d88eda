import ApusCore
import Testing

/// Gradients of compiled functions, and in them.
@Suite struct CompiledGradientTests {
  @Test func gradientsPassThroughACompiledFunction() throws {
    let square = compiled { (x: Tensor<Float>) in x * x }
    #expect(gradient(at: Tensor<Float>(3)) { square($0) * $0 }.scalarized() == 27)
    #expect(gradient(at: Tensor<Float>(3)) { x in gradient(at: x) { square($0) * $0 } }.scalarized() == 18)
    let tape = GradientTape()
    let x = Variable<Float>(3)
    let y = tape.record { square(x.value) }
    #expect(tape.gradient(of: y, withRespectTo: x).scalarized() == 6)
  }

  @Test func nestedGradientsAreNotConfusedByACompiledFunction() throws {
    let product = compiled { (x: Tensor<Float>, y: Tensor<Float>) in x * y * y }
    let slope = gradient(at: Tensor<Float>(2)) { x in x * gradient(at: Tensor<Float>(3)) { y in product(x, y) } }
    #expect(slope.scalarized() == 24, "d/dx [x · 2xy] at y = 3")
  }

  @Test func aGradientMayBeTakenInside() throws {
    let slope = compiled { (x: Tensor<Float>) in gradient(at: x) { $0 * $0 * $0 } }
    #expect(slope(Tensor<Float>(3)).scalarized() == 27)
    #expect(slope(Tensor<Float>(2)).scalarized() == 12)
    #expect(slope.report.traceCount == 1)
  }

  @Test func aTapeMayBeUsedInside() throws {
    let w = Variable<Float>(3)
    let step = compiled { (x: Tensor<Float>) -> Tensor<Float> in
      let tape = GradientTape()
      let loss = tape.record { w * w.value * x }
      w.assignSub(0.1 * tape.gradient(of: loss, withRespectTo: w))
      return loss
    }
    #expect(step(Tensor<Float>(2)).scalarized() == 18)
    #expect(abs(w.value.scalarized() - 1.8) < 1e-6)
    #expect(abs(step(Tensor<Float>(2)).scalarized() - 2 * 1.8 * 1.8) < 1e-5)
  }
}
