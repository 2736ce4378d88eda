import Apus
import Datasets
import TrainingLoop

/// A data set that `apus` trains and tests with.
enum ImageSource: String {
  case mnist, digits, cifar10

  var title: String {
    switch self {
    case .mnist: "MNIST"
    case .digits: "bundled digits"
    case .cifar10: "CIFAR-10"
    }
  }

  /// By their numbers.
  var classNames: [String] { self == .cifar10 ? CIFAR10Files.classNames : (0...9).map { "\($0)" } }

  /// Height, width and channels of the images that its networks take.
  var imageShape: [Int] { self == .cifar10 ? [32, 32, 3] : [28, 28, 1] }

  /// The pixels on each side of an image that show nothing: without them more digits stand in a row.
  var emptyBorder: Int { self == .cifar10 ? 0 : 3 }
}

/// Images with their classes, for training and testing.
struct LabeledImages {
  let source: ImageSource
  let training: Epochs<Tensor<Float>, Tensor<Int32>>
  let test: Batches<Tensor<Float>, Tensor<Int32>>
  let trainingCount: Int
  /// The test images as bytes.
  let testFiles: ImageClassificationFiles

  init(_ source: ImageSource, _ dataset: some ImagesFromFiles) {
    self.source = source
    (training, test) = (dataset.training, dataset.validation)
    (trainingCount, testFiles) = (dataset.files.training.count, dataset.files.test)
  }

  var text: String {
    "\(source.title): \(trainingCount.withThousands) training, \(testFiles.count.withThousands) test images"
  }
}

/// A data set that may have failed to be read, with its images as bytes.
protocol ImagesFromFiles: ImageClassificationData {
  var files: (training: ImageClassificationFiles, test: ImageClassificationFiles) { get }
  var error: DatasetError? { get }
}

extension MNIST: ImagesFromFiles {}
extension Digits: ImagesFromFiles {}
extension CIFAR10: ImagesFromFiles {}
