import ApusNN
import ApusTesting
import Foundation

/// `References/metrics/metrics.json`: batches, and what the metrics over them are.
struct MetricFixture: Decodable, Sendable {
  struct Batch: Decodable, Sendable {
    let predictions, labels, weights: [Double]
    let shape, labelShape, weightShape: [Int]

    func prediction<Scalar: TensorFloatingPoint>(as _: Scalar.Type) -> Tensor<Scalar> {
      Tensor(Tensor<Double>(shape: TensorShape(shape), scalars: predictions))
    }
    func label<Scalar: TensorNumber>(as _: Scalar.Type) -> Tensor<Scalar> {
      Tensor(Tensor<Double>(shape: TensorShape(labelShape), scalars: labels))
    }
    var weight: Tensor<Float> { Tensor(Tensor<Double>(shape: TensorShape(weightShape), scalars: weights)) }
  }

  struct Values: Decodable, Sendable {
    let input: String
    /// Over all batches, and over each by itself.
    let plain, weighted: [Double]
    let plainAlone, weightedAlone: [[Double]]
  }

  struct Translation: Decodable, Sendable {
    struct Sentence: Decodable, Sendable { let candidate: [String], references: [[String]] }
    let sentences: [Sentence]
    let order: Int
    let isSmoothed: Bool
    let value: Double
  }

  let inputs: [String: [Batch]]
  let metrics: [String: Values]
  let bleu: [Translation]

  static let shared: Result<MetricFixture, any Error> = Result { try readReference("metrics/metrics.json", as: MetricFixture.self) }
}
