import Apus
import Datasets
import TrainingLoop

/// Handwritten digits, 28 by 28, for training and testing: MNIST, or the bundled digits.
struct DigitImages {
  enum Source: String {
    case mnist, digits
    var title: String { self == .mnist ? "MNIST" : "bundled digits" }
  }

  let source: Source
  let training: Epochs<Tensor<Float>, Tensor<Int32>>
  let test: Batches<Tensor<Float>, Tensor<Int32>>
  let trainingCount: Int
  /// The test images as bytes.
  let testFiles: ImageClassificationFiles

  init(_ dataset: MNIST) {
    (source, training, test) = (.mnist, dataset.training, dataset.validation)
    (trainingCount, testFiles) = (dataset.trainingCount, dataset.files.test)
  }

  init(_ dataset: Digits) {
    (source, training, test) = (.digits, dataset.training, dataset.validation)
    (trainingCount, testFiles) = (dataset.trainingCount, dataset.files.test)
  }

  static func bundled(batchSize: Int?, seed: UInt64) throws -> DigitImages {
    let dataset = Digits(batchSize: batchSize ?? bundledBatchSize, imageSize: .mnist, seed: seed)
    if let error = dataset.error { throw error }
    return DigitImages(dataset)
  }

  var text: String {
    "\(source.title): \(trainingCount.withThousands) training, \(testFiles.count.withThousands) test images"
  }
}
