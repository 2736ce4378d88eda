import Apus
import Datasets
import Foundation

extension Workload {
  /// A pass over the test images by pipelines without threads and with two; none where the files are not there.
  static var dataReading: [Workload] {
    guard let root = ProcessInfo.processInfo.environment["APUS_DATASETS"] else { return [] }
    var workloads: [Workload] = []
    if FileManager.default.fileExists(atPath: root + "/mnist/t10k-images-idx3-ubyte.gz") {
      workloads += [0, 2].map { count in Workload("data-mnist-\(count)") { try pass(over: DataPipelines.mnist(root, threadCount: count)) } }
    }
    if FileManager.default.fileExists(atPath: root + "/cifar-10-binary.tar.gz") {
      workloads += [0, 2].map { count in
        Workload("data-cifar10-\(count)") { try pass(over: DataPipelines.cifar10(root, threadCount: count)) }
      }
    }
    return workloads
  }

  private static func pass(over dataset: Dataset<DataPipelines.Batch>) -> Step<DataPipelines.Sums> {
    let epochs = EpochCounter()
    return Step(
      launch: {
        var iterator = try dataset.makeIterator(epoch: epochs.next())
        var sums = DataPipelines.Sums()
        while let batch = try iterator.nextElement() { try sums.add(batch) }
        return sums
      }, read: { $0.value })
  }

  private final class EpochCounter {
    private var count = 0
    func next() -> Int {
      defer { count += 1 }
      return count
    }
  }
}

/// The two pipelines: images in memory as bytes, in a random order, as numbers in batches of 128.
enum DataPipelines {
  typealias Batch = LabeledData<Tensor<Float>, Tensor<Int32>>

  /// What a pass has seen, whatever its order.
  struct Sums {
    private var labels = 0.0
    private var count = 0.0

    mutating func add(_ batch: Batch) throws {
      // Read, because a batch that is only launched may not be there yet.
      let numbers = try batch.data.readScalars()
      labels += try batch.label.readScalars().reduce(0) { $0 + Double($1) }
      count += Double(numbers.count / batch.data.shape.dropFirst().reduce(1, *))
    }

    /// The mean label.
    var value: Double { labels / count }
  }

  static func mnist(_ root: String, threadCount: Int) throws -> Dataset<Batch> {
    let images = try Dataset<Tensor<UInt8>>(contentsOfIDX: root + "/mnist/t10k-images-idx3-ubyte.gz")
    let labels = try Dataset<Tensor<UInt8>>(contentsOfIDX: root + "/mnist/t10k-labels-idx1-ubyte.gz")
    return images.labeled(with: labels).shuffled(seed: 7).batched(128).map(parallelism: threadCount) { batch in
      LabeledData(data: (Tensor<Float>(batch.data) / 255 - 0.1307) / 0.3081, label: Tensor<Int32>(batch.label))
    }
  }

  static func cifar10(_ root: String, threadCount: Int) throws -> Dataset<Batch> {
    let files = try CIFAR10Files.load(from: DatasetLocator(directory: root + "/cifar-10-binary.tar.gz")).test
    let images = Dataset(
      images: files.images, labels: files.labels, imageShape: files.imageShape, normalization: CIFAR10Files.normalization,
      augmentation: .cropAndFlip, seed: 7)
    return images.shuffled(seed: 7).batched(128).map(parallelism: threadCount) { $0 }
  }
}
