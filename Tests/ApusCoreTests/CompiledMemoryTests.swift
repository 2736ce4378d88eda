import ApusCore
import Testing

/// What a call of a compiled function takes, asked before it is made.
@Suite(.enabled(if: isPluginInstalled)) struct CompiledMemoryTests {
  private let byteCount = largeShape.contiguousSize * 4

  @Test func theCallRunsTheProgramThatWasAsked() throws {
    let engine = Engine(diskCache: nil)
    try withEngine(engine) {
      let step = compiled { (state: inout Tensor<Float>, x: Tensor<Float>) -> Tensor<Float> in
        state = state + 0.1 * tanh(matmul(state, x))
        return state.sum()
      }
      var state = large(1)
      let x = large(2), before = try state.readScalars()
      let memory = try #require(try step.memory(&state, x))
      #expect(memory.argumentBytes == 2 * byteCount)
      // The product lies somewhere before it is added.
      #expect(memory.temporaryBytes + memory.resultBytes >= byteCount)
      #expect(engine.report.deviceExecutions == 0)
      #expect(step.report.callCount == 0)
      #expect(try state.readScalars() == before)

      let compilations = engine.report.compilations.count
      #expect(compilations == 1)
      step(&state, x)
      #expect(try state.readScalars() != before)
      #expect(step.report.traceCount == 1)
      #expect(engine.report.compilations.count == compilations)
      // The state is the device's alone by now, and is written over.
      let plan = try step.memory(&state, x)
      #expect(plan?.resultBytes == 4)
    }
  }

  @Test func twoStatesAreStateBoth() throws {
    try withEngine(Engine(diskCache: nil)) {
      let step = compiled { (a: inout Tensor<Float>, b: inout Tensor<Float>, x: Tensor<Float>) -> Tensor<Float> in
        a = a + matmul(b, x)
        b = b + x
        return a.sum()
      }
      var a = large(1), b = large(2)
      let plan = try step.memory(&a, &b, large(3))
      #expect(plan?.argumentBytes == 3 * byteCount)
    }
  }

  @Test func aMistakeInTheBodyIsThrown() {
    withEngine(Engine(diskCache: nil)) {
      let step = compiled { (state: inout Tensor<Float>, x: Tensor<Float>) -> Tensor<Float> in matmul(state, x.flattened()) }
      var state = large(1)
      #expect(throws: Diagnosis.self) { try step.memory(&state, large(2)) }
      #expect(state.shape == largeShape)
    }
  }

  @Test func insideAnotherCompiledFunctionACallIsItsBody() throws {
    let inner = compiled { (state: inout Tensor<Float>, x: Tensor<Float>) -> Tensor<Float> in state + x }
    var isNothing = false
    let outer = compiled { (state: inout Tensor<Float>, x: Tensor<Float>) -> Tensor<Float> in
      isNothing = (try? inner.memory(&state, x)) == .some(nil)
      return x
    }
    var state = large(1)
    outer(&state, large(2))
    #expect(isNothing)
  }
}
