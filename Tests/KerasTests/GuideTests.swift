import Foundation
import Testing

@testable import Keras

/// The guides "Basic training loops" with Keras: what `fit` prints, on data with the guides' statistics.
@Suite struct GuideTests {
  private final class Line: Module {
    let w = Variable<Float>(5), b = Variable<Float>(0)
    func callAsFunction(_ x: Tensor<Float>) -> Tensor<Float> { w.value * x + b.value }
  }

  private static let guides: [(file: String, losses: [String])] = [
    ("seed000_equiv.csv", ["10.2998", "6.4629", "4.2601", "2.9853", "2.2415", "1.8039", "1.5444", "1.3893", "1.2958", "1.2392"]),
    ("seed003_equiv.csv", ["9.7596", "6.0538", "3.9284", "2.6997", "1.9835", "1.5627", "1.3134", "1.1645", "1.0749", "1.0206"]),
  ]

  @Test(arguments: guides.indices) func fitGivesTheGuidesLosses(row: Int) throws {
    let (file, losses) = Self.guides[row]
    let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    let table = try Table(contentsOfCSV: tests.appendingPathComponent("GuideTests/Fixtures/\(file)").path)
    let (x, y) = (try table["x"], try table["y"])
    let line = Line()
    let model = Model(line)
    model.compile(optimizer: .sgd(learningRate: 0.1), loss: .meanSquaredError)
    let history = try model.fit(x, y, epochs: 10, batchSize: 1000, verbose: .silent)
    #expect(history["loss"].map { String(format: "%.4f", $0) } == losses)
  }
}
