import Apus
import Testing

@testable import TrainingLoop

struct TrainingStateTests {
  @Test func valuesLieUnderNameAndKey() {
    var state = TrainingState()
    state["a"][number: "count", default: 0] += 2
    state["b"][number: "count", default: 5] += 2
    state["a"][text: "path"] = "x"
    #expect(state["a"][number: "count"] == 2)
    #expect(state["b"][number: "count"] == 7)
    #expect(state["a"][text: "path"] == "x")
    #expect(state["c"][number: "count"] == nil)
  }

  @Test func aValueOfAnotherKindIsNone() {
    var state = TrainingState()
    state["a"][text: "key"] = "1"
    #expect(state["a"][number: "key"] == nil)
    #expect(state["a"][tensors: "key"] == nil)
    state["a"][number: "key"] = 1
    #expect(state["a"][text: "key"] == nil)
  }

  @Test func whatIsForgottenLeavesNothing() {
    var state = TrainingState()
    state["a"][number: "key"] = 1
    state["a"][number: "key"] = nil
    state["b"][text: "key"] = "x"
    state["b"] = .init()
    #expect(state.sections.isEmpty)
  }

  @Test func tensorsComeInTheOrderOfTheirNames() throws {
    var state = TrainingState()
    state["b"][tensors: "x"] = [AnyTensor(Tensor<Float>(3))]
    state["a"][tensors: "y"] = [AnyTensor(Tensor<Float>(1)), AnyTensor(Tensor<Float>(2))]
    state["a"][number: "x"] = 7
    #expect(state.tensors.compactMap { $0.typed(Float.self)?.scalarized() } == [1, 2, 3])
  }

  /// Each run has its own.
  @Test func aRunStartsWithNothing() throws {
    var model = Network()
    var loop = NetworkLoop(
      training: Samples(count: 4).epochs(batchSize: 4), optimizer: SGD(for: model), lossFunction: softmaxCrossEntropy,
      callbacks: [{ loop, event in if event == .batchEnd { loop.state["a"][number: "count", default: 0] += 1 } }], progress: .silent)
    for _ in 0..<2 {
      try loop.fit(&model, epochs: 3)
      #expect(loop.state["a"][number: "count"] == 3)
    }
  }
}
