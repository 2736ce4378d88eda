import ApusCore
import Testing

@Suite struct CondAndWhileTests {
  @Test(arguments: [-4.0, 9]) func oneOfTwoClosuresCounts(_ number: Double) throws {
    let function = { (x: Tensor<Double>) in cond(x .> 0, then: { sqrt(x) * 2 }, else: { x * x }) }
    try expectClose(function(Tensor(number)), [number > 0 ? 6 : 16])
    try expectGradient(of: function, at: Tensor(number))
    let together = compiled(function)
    try expectClose(together(Tensor(number)), [number > 0 ? 6 : 16])
  }

  /// Would never end if it were computed.
  private func endless(_ x: Tensor<Float>) -> Tensor<Float> { whileLoop(x, while: { $0 .== $0 }, do: { $0 + 1 }) }

  @Test func theOtherClosureIsNotComputed() throws {
    let x = Tensor<Float>(2)
    #expect(cond(x .> 0, then: { x }, else: { endless(x) }).scalarized() == 2)
    let wide = Tensor<Float>(ones: [300, 300])
    #expect(cond(wide.sum() .> 0, then: { wide.mean() }, else: { endless(wide.sum()) }).scalarized() == 1)
  }

  @Test func aVariableReadInABranchHasItsGradient() throws {
    let w = Variable<Double>(3)
    let tape = GradientTape()
    let loss = tape.record { cond(w.value .> 0, then: { w * w }, else: { w.value }) }
    try expectClose(tape.gradient(of: loss, withRespectTo: w), [6])
  }

  @Test func structsComeOutOfABranch() throws {
    let x = Tensor<Float>([1, 2])
    let (sum, parts) = cond(x.sum() .> 10, then: { (x.sum(), [x, x]) }, else: { (x.product(), [x * 2, -x]) })
    #expect(sum.scalarized() == 2)
    #expect(parts.map(\.scalars) == [[2, 4], [-1, -2]])
  }

  @Test func aBranchMayDrawRandomNumbers() throws {
    let drawn = withRandomSeed(1) { cond(Tensor(true), then: { Tensor<Float>(randomUniform: [2]) }, else: { Tensor(zeros: [2]) }) }
    #expect(drawn.scalars == withRandomSeed(1) { Tensor<Float>(randomUniform: [2]) }.scalars)
  }

  @Test func aLoopRunsAsLongAsItsConditionHolds() throws {
    // Collatz's sequence from 27 has 111 steps.
    let steps = { (start: Tensor<Int32>) in
      whileLoop(
        (start, Tensor<Int32>(0)), while: { $0.0 .!= 1 },
        do: { state in
          let half = state.0 / 2
          return (cond(half * 2 .== state.0, then: { half }, else: { state.0 * 3 + 1 }), state.1 + 1)
        }
      ).1
    }
    #expect(steps(Tensor(27)).scalarized() == 111)
    #expect(compiled(steps)(Tensor(27)).scalarized() == 111)
    #expect(steps(Tensor(1)).scalarized() == 0)
  }

  @Test func aLargeLoopRunsOnTheDevice() throws {
    let start = Tensor<Float>(ones: [300, 300])
    let end = whileLoop(start, while: { $0.sum() .< 1e6 }, do: { $0 * 2 })
    #expect(end.mean().scalarized() == 16)
  }

  @Test func aLoopWithAGreatestNumberOfStepsHasGradients() throws {
    // Newton's iteration for the square root, until it is close.
    let root = { (x: Tensor<Double>) -> Tensor<Double> in
      let isFar = { (y: Tensor<Double>) in abs(y * y - x) .> 1e-12 }
      return whileLoop(x, maximumIterations: 30, while: isFar, do: { y in (y + x / y) / 2 })
    }
    let two = Tensor<Double>(2), root2 = 1.4142135623730951
    try expectClose(root(two), [root2], tolerance: 1e-12)
    try expectClose(gradient(at: two, of: root), [0.5 / root2], tolerance: 1e-9)
    let stopped = whileLoop(Tensor<Double>(1), maximumIterations: 3, while: { $0 .> 0 }, do: { $0 * 2 })
    try expectClose(stopped, [8])
  }
}
