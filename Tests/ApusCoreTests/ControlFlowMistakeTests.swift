import ApusCore
import Testing

/// What a body cannot do is told by its results.
@Suite struct ControlFlowMistakeTests {
  private let x = Tensor<Float>([1, 2, 3])
  private let zero = Tensor<Float>(0)

  private func expect<S>(_ tensor: Tensor<S>, says text: String, _ location: Testing.SourceLocation = #_sourceLocation) {
    let found = tensor.diagnosis?.description ?? "no diagnosis"
    #expect(found.contains(text), "\(found)", sourceLocation: location)
    #expect(found.contains("ControlFlowMistakeTests.swift:"), "\(found)", sourceLocation: location)
  }

  private struct Pair { var first: Tensor<Float>; var second: Tensor<Float> }

  @Test func carriedValuesKeepTheirTypes() {
    let pair = Pair(first: zero, second: zero)
    let scanned = scan(pair, over: x) { pair, x in (Pair(first: x, second: x.broadcasted(to: [2])), x) }
    expect(scanned.carry.first, says: "scan: the tensor `second` enters a step as Float[] and leaves it as Float[2]")
    expect(scanned.outputs, says: "carried values keep their shapes and scalar types")
    expect(
      whileLoop(zero, while: { $0 .< 1 }, do: { $0.broadcasted(to: [2]) }),
      says: "whileLoop: the tensor enters a step as Float[] and leaves it as Float[2]")
    expect(
      scan([zero], over: x) { carry, x in (carry + [x], ()) }.carry[0],
      says: "scan: the number of tensors enters a step as 1 and leaves it as 2")
  }

  @Test func branchesMakeTheSame() {
    expect(cond(zero .> 1, then: { x }, else: { zero }), says: "cond: the tensor comes as Float[3] and else as Float[]")
    expect(cond(x .> 1, then: { x }, else: { x }), says: "a predicate that is a scalar")
    expect(whileLoop(x, while: { $0 .< 1 }, do: { $0 }), says: "a condition that is a scalar")
  }

  @Test func arraysHaveAsManyElements() {
    expect(scan(zero, over: (x, Tensor<Float>([1, 2]))) { carry, _ in (carry, ()) }.carry, says: "3 elements")
    expect(scan(zero, over: zero) { carry, x in (carry + x, x) }.outputs, says: "scan: the array is a scalar")
    expect(scan(zero, over: ()) { carry, _ in (carry, ()) }.carry, says: "scan: there is no array to go over")
  }

  @Test func aMistakeInABodyIsToldWithItsPlace() {
    expect(scan(zero, over: x) { carry, _ in ((carry + x + Tensor([1, 2])).sum(), ()) }.carry, says: "the shapes of add do not fit")
    let broken = Tensor<Float>([1, 2]) + x
    expect(scan(broken, over: x) { carry, x in (carry + x, x) }.outputs, says: "the shapes of add do not fit")
    expect(cond(broken.sum() .> 0, then: { zero }, else: { zero }), says: "the shapes of add do not fit")
  }

  @Test func variablesAreNotAssignedInABody() {
    let variable = Variable<Float>(1)
    expect(
      scan(zero, over: x) { carry, x in
        variable.assign(x); return (carry, ())
      }.carry, says: "a variable cannot be assigned in its body")
    expect(
      cond(
        zero .> 1,
        then: {
          variable.assign(x.sum()); return x
        }, else: { x }), says: "cond: a variable cannot be assigned")
    #expect(variable.value.scalarized() == 1)
  }

  @Test func randomNumbersWithoutASeedAreNotDrawnInALoop() {
    expect(
      scan(zero, over: x) { carry, x in (carry + Tensor<Float>(randomUniform: []), ()) }.carry,
      says: "scan: random numbers without a seed cannot be drawn in its body")
    let seeded = scan(zero, over: x) { carry, x in (carry + Tensor<Float>(randomUniform: [], seed: 1), ()) }.carry
    #expect(abs(seeded.scalarized() - 3 * Tensor<Float>(randomUniform: [], seed: 1).scalarized()) < 1e-6)
  }

  @Test func aLoopOfUnknownLengthHasNoGradient() {
    let slope = gradient(at: zero) { start in whileLoop(start, while: { $0 .< 5 }, do: { $0 + 1 }) }
    expect(slope, says: "a loop without a greatest number of steps has no derivative")
  }

  @Test func aValueInABodyCannotBeRead() throws {
    var caught: String?
    _ = scan(zero, over: x) { carry, x in
      do { _ = try x.evaluated() } catch { caught = "\(error)" }
      return (carry, ())
    }
    #expect(caught?.contains("cannot be read while the function is traced") == true)
  }

  @Test func aTapeFromOutsideCannotStopInABody() {
    let tape = GradientTape()
    tape.watch(zero)
    let result = tape.record { scan(zero, over: x) { carry, x in (tape.stopRecording { carry } + x, ()) }.carry }
    expect(result, says: "scan: a tape from outside cannot stop recording in its body")
  }
}
