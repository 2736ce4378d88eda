import ApusNN
import Foundation
import Testing

@Suite struct CTCLossTests {
  private let logits = Tensor<Double>(randomUniform: [2, 4, 3], from: -2, to: 2, seed: 1)
  private let labels = Tensor<Int32>([[1, 2], [2, 2]])

  private func losses<S: TensorFloatingPoint>(_ logits: Tensor<S>, times: [Int32] = [4, 3], counts: [Int32] = [2, 2]) -> Tensor<S> {
    ctcLoss(logits: logits, labels: labels, logitLengths: Tensor(times), labelLengths: Tensor(counts), reduction: { $0 })
  }

  /// All paths one by one.
  @Test func itIsTheSumOverAllPaths() throws {
    let scores = logSoftmax(logits), found = losses(logits).scalars
    for (example, (time, wanted)) in [(4, [1, 2]), (3, [2, 2])].enumerated() {
      var probability = 0.0
      var path = [Int](repeating: 0, count: time)
      for number in 0..<(time == 4 ? 81 : 27) {
        var rest = number
        for place in 0..<time { (path[place], rest) = (rest % 3, rest / 3) }
        let merged = path.indices.filter { $0 == 0 || path[$0] != path[$0 - 1] }.map { path[$0] }.filter { $0 != 0 }
        let terms = path.enumerated().map { scores[example, $0, $1].scalarized() }
        if merged == wanted { probability += Foundation.exp(terms.reduce(0, +)) }
      }
      #expect((found[example] + Foundation.log(probability)).magnitude < 1e-12)
    }
  }

  @Test func everyScalarTypeGivesTheSame() throws {
    let exact = losses(logits).scalars
    for (a, b) in zip(losses(Tensor<Float>(logits)).scalars, exact) { #expect((Double(a) - b).magnitude < 1e-5 * b) }
    for (a, b) in zip(losses(Tensor<BFloat16>(logits)).scalars, exact) { #expect((a.asDouble - b).magnitude < 0.03 * b) }
    for (a, b) in zip(losses(Tensor<Float16>(logits)).scalars, exact) { #expect((a.asDouble - b).magnitude < 4e-3 * b) }
  }

  @Test func labelsThatNeedMoreTimeAreImpossible() throws {
    // Two equal labels need a blank between them: three times.
    #expect(losses(logits, times: [2, 2]).scalars[1] == .infinity)
    #expect(losses(logits, times: [1, 3]).scalars[0] == .infinity)
    let slope = gradient(at: logits) { losses($0, times: [2, 2]).sum() }
    #expect(try slope.readScalars().allSatisfy(\.isFinite))
    #expect(try slope[1].readScalars().allSatisfy { $0 == 0 })
    #expect(try slope[0].readScalars().contains { $0 != 0 })
  }

  @Test func whatIsBeyondTheLengthsDoesNotCount() throws {
    let slope = gradient(at: logits) { losses($0).sum() }
    #expect(try slope[1, 3].readScalars() == [0, 0, 0])
    let padded = Tensor<Int32>([[1, 2, 1], [2, 2, 0]])
    let longer = ctcLoss(
      logits: logits, labels: padded, logitLengths: Tensor<Int32>([4, 3]), labelLengths: Tensor<Int32>([2, 2]), reduction: { $0 })
    #expect(longer.isAlmostEqual(to: losses(logits), tolerance: 1e-12))
  }

  @Test func shapesThatDoNotFitAreTold() {
    let text = { (loss: Tensor<Double>) in loss.diagnosis?.description ?? "none" }
    #expect(text(losses(logits[0])).contains("ctcLoss: the logits have the shape [4, 3]"))
    #expect(text(losses(logits, times: [1])).contains("logitLengths has the shape [1]"))
    #expect(text(losses(logits, counts: [1, 1, 1])).contains("labelLengths has the shape [3]"))
    #expect(text(losses(logits[0..<1])).contains("the labels have the shape [2, 2] for logits of [1, 4, 3]"))
  }
}
