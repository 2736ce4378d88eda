import Apus

/// A data set of labelled images, in batches for training and for validation.
///
///     let dataset = MNIST(batchSize: 128)
///     for batch in dataset.validation { print(batch.data.shape) }   // [128, 28, 28, 1] …
///
/// Images are `[batch, height, width, channels]` with values from 0 to 1, labels `[batch]`, counted from 0.
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
  let training: Epochs<Tensor<Float>, Tensor<Int32>>
  let validation: Batches<Tensor<Float>, Tensor<Int32>>
  let files: (training: ImageClassificationFiles, test: ImageClassificationFiles)
  let error: DatasetError?

  /// - Parameter fullScale: the byte that becomes 1.
  init(
    fullScale: UInt8, batchSize: Int, device: Device, seed: UInt64,
    _ load: () throws(DatasetError) -> (training: ImageClassificationFiles, test: ImageClassificationFiles)
  ) {
    do throws(DatasetError) {
      files = try load()
      error = nil
      // As in S4TF, training steps have one size: what is left over takes part in the next, differently shuffled epoch.
      var epochs = Epochs(files.training, fullScale: fullScale, batchSize: batchSize, seed: seed, device)
      epochs.dropsLastPartialBatch = files.training.count >= batchSize
      training = epochs
      validation = Epochs(files.test, fullScale: fullScale, batchSize: batchSize, seed: nil, device).batches(ofEpoch: 0)
    } catch {
      let none = ImageClassificationFiles(images: [], labels: [], imageShape: [0, 0, 0])
      files = (none, none)
      self.error = error
      training = Epochs(failingWith: error)
      validation = training.batches(ofEpoch: 0)
    }
  }
}

extension Epochs where Input == Tensor<Float>, Target == Tensor<Int32> {
  fileprivate init(_ files: ImageClassificationFiles, fullScale: UInt8, batchSize: Int, seed: UInt64?, _ device: Device) {
    self.init(
      images: files.images, labels: files.labels, imageShape: files.imageShape, fullScale: fullScale, batchSize: batchSize, seed: seed,
      device: device.id)
  }
}
