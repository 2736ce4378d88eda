import ApusCore
import ApusTesting
import Foundation
import Testing

@Suite struct RandomCategoricalTests {
  private let logits = Tensor<Float>([[0, 1, -1, 0.5], [-.infinity, 2, -4, 0]])

  @Test func classesComeAsOftenAsTheirProbabilitiesSay() throws {
    let count = 20_000
    let drawn = Tensor<Int32>(randomCategorialLogits: logits, sampleCount: count, seed: 5)
    #expect(drawn.shape == [2, count])
    let scalars = try drawn.readScalars(), exponentials = try logits.readScalars().map { exp(Double($0)) }
    for row in 0..<2 {
      let total = exponentials[row * 4..<row * 4 + 4].reduce(0, +)
      for label in 0..<4 {
        let share = Double(scalars[row * count..<(row + 1) * count].count { $0 == label }) / Double(count)
        let probability = exponentials[row * 4 + label] / total
        // Five standard errors; a class that cannot be has none.
        #expect(abs(share - probability) <= 5 * (probability * (1 - probability) / Double(count)).squareRoot(), "\(row), \(label)")
      }
    }
  }

  @Test func theSeedDecides() {
    let draw = { (seed: Int?) in Tensor<Int64>(randomCategorialLogits: logits, sampleCount: 50, seed: seed) }
    #expect(draw(1) == draw(1))
    #expect(draw(1) != draw(2))
    #expect(withRandomSeedForTensorFlow((graph: 1, op: 2)) { draw(nil) } == withRandomSeedForTensorFlow((graph: 1, op: 2)) { draw(nil) })
    #expect(withRandomSeedForTensorFlow((graph: 1, op: 2)) { draw(nil) } != withRandomSeedForTensorFlow((graph: 2, op: 1)) { draw(nil) })
    var first = SplitMix(seed: 3), second = SplitMix(seed: 3)
    let one = withRandomNumberGeneratorForTensorFlow(&first) { draw(nil) }
    #expect(withRandomNumberGeneratorForTensorFlow(&second) { draw(nil) } == one)
    #expect(withRandomNumberGeneratorForTensorFlow(&second) { draw(nil) } != one)
  }

  @Test func otherShapesAreDiagnosed() {
    let mistake = { (logits: Tensor<Double>) in Tensor<Int32>(randomCategorialLogits: logits, sampleCount: 2).diagnosis?.mistake }
    #expect(mistake(Tensor([1, 2])) == .rank(operation: "randomCategorial", shape: [2], expected: "[batch, classes], with classes"))
    #expect(mistake(Tensor(zeros: [2, 0])) != nil)
    #expect(Tensor<Int32>(randomCategorialLogits: logits, sampleCount: -1).diagnosis != nil)
    #expect(Tensor<Int32>(randomCategorialLogits: logits, sampleCount: 0).shape == [2, 0])
    #expect(mistake(Tensor([1]) + Tensor([1, 2]) + Tensor([1, 2, 3])) != nil)
  }
}
