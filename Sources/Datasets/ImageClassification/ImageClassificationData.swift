import Apus

/// A data set of labelled images, in batches for training and for validation.
///
///     let dataset = MNIST(batchSize: 128)
///     for batch in dataset.validation { print(batch.data.shape) }   // [128, 28, 28, 1] …
///
/// Images are `[batch, height, width, channels]` with values from 0 to 1 or normalized ones, labels `[batch]`, counted from 0.
public protocol ImageClassificationData: Sendable {
  /// Reads the data set. One that cannot be read keeps its `error`, which training throws.
  init(batchSize: Int, on device: Device)

  /// Endless epochs of the training images, each in another random order.
  var training: Epochs<Tensor<Float>, Tensor<Int32>> { get }
  /// The images for validation in their order.
  var validation: Batches<Tensor<Float>, Tensor<Int32>> { get }
}

/// What the data sets of labelled images share.
struct ImageClassificationContents: Sendable {
  typealias Training = Epochs<Tensor<Float>, Tensor<Int32>>

  let training: Training
  let validation: Batches<Tensor<Float>, Tensor<Int32>>
  let files: (training: ImageClassificationFiles, test: ImageClassificationFiles)
  let error: DatasetError?

  /// - Parameters:
  ///   - fullScale: the byte that becomes 1.
  ///   - normalization: what is done to each channel afterwards.
  ///   - augmentation: what is done to training images.
  init(
    fullScale: UInt8 = 255, normalization: ImageNormalization? = nil, augmentation: ImageAugmentation? = nil, batchSize: Int,
    device: Device, seed: UInt64,
    _ load: () throws(DatasetError) -> (training: ImageClassificationFiles, test: ImageClassificationFiles)
  ) {
    do throws(DatasetError) {
      files = try load()
      error = nil
      func epochs(_ files: ImageClassificationFiles, _ augmentation: ImageAugmentation?, seed: UInt64?) -> Training {
        Training(
          images: files.images, labels: files.labels, imageShape: files.imageShape, fullScale: fullScale, normalization: normalization,
          augmentation: augmentation, batchSize: batchSize, seed: seed, device: device.id)
      }
      // As in S4TF, training steps have one size: what is left over takes part in the next, differently shuffled epoch.
      var training = epochs(files.training, augmentation, seed: seed)
      training.dropsLastPartialBatch = files.training.count >= batchSize
      self.training = training
      validation = epochs(files.test, nil, seed: nil).batches(ofEpoch: 0)
    } catch {
      let none = ImageClassificationFiles(images: [], labels: [], imageShape: [0, 0, 0])
      files = (none, none)
      self.error = error
      training = Epochs(failingWith: error)
      validation = training.batches(ofEpoch: 0)
    }
  }
}
