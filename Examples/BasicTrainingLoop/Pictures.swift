import Apus
import Foundation
import Charts

/// What is drawn of a run: the data, the model before and after it, and the way of its two parameters.
struct Pictures {
  private let x: [Float]
  private let data, groundTruth: Mark
  private var charts: [(name: String, chart: Chart)]

  init(x: Tensor<Float>, y: Tensor<Float>, truth: Tensor<Float>) {
    self.x = x.scalars
    data = .points(x.scalars, y.scalars, label: "Data")
    groundTruth = .line(x.scalars, truth.scalars, label: "Ground truth")
    charts = [("data", Chart(data).legend(.hidden))]
  }

  mutating func addPredictions(_ predictions: Tensor<Float>, title: String) {
    let chart = Chart(data, groundTruth, .line(x, predictions.scalars, label: "Predictions")).title(title)
    charts.append((title.lowercased().replacingOccurrences(of: " ", with: "-"), chart))
  }

  mutating func addParameters(weights: [Float], biases: [Float]) {
    func constant(_ value: Float, _ label: String) -> Mark { .line(weights.map { _ in value }, label: label).dashed() }
    let chart = Chart(
      .line(weights, label: "Weights").color(.series(0)), constant(3, "True weight").color(.series(0)),
      .line(biases, label: "Bias").color(.series(1)), constant(2, "True bias").color(.series(1)))
    charts.append(("parameters", chart.labels(x: "Epoch")))
  }

  /// Draws everything into files; without gnuplot it says what is missing and returns.
  func save(in folder: String) {
    do throws(ChartError) {
      for (name, chart) in charts { try chart.save("\(folder)/\(name).png") }
      print("Pictures: \(folder)")
    } catch {
      print(error)
    }
  }
}
