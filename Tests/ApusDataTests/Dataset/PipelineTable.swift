@testable import ApusData

extension PipelineRow {
  /// At least one row for each function of `Sources/ApusData/Dataset/Transformations`.
  static let all: [PipelineRow] = [
    PipelineRow("map", (0..<10).map { $0 * $0 }) { $0.map { $0 * $0 } },
    PipelineRow("map", (0..<10).map { -$0 }) { $0.map(parallelism: 3) { -$0 } },
    PipelineRow("map", (0..<10).map { SplitMix64(seed: 7, epoch: 0, sample: $0).first }) { $0.map(seed: 7) { _, random in random.next() } },
    PipelineRow("filter", [0, 3, 6, 9]) { $0.filter { $0 % 3 == 0 } },
    PipelineRow("shuffled", Shuffling.order(count: 10, seed: 5, epoch: 0)) { $0.shuffled(seed: 5) },
    PipelineRow("shuffled", Shuffling.order(count: 10, bufferSize: 4, seed: 5, epoch: 0)) { $0.shuffled(bufferSize: 4, seed: 5) },
    PipelineRow("shuffled", Array(0..<10)) { $0.shuffled(bufferSize: 1, seed: 5) },
    PipelineRow("inBatches", [[0, 1, 2, 3], [4, 5, 6, 7], [8, 9]]) { $0.inBatches(of: 4) },
    PipelineRow("inBatches", [[0, 1, 2, 3], [4, 5, 6, 7]]) { $0.inBatches(of: 4, dropsRemainder: true) },
    PipelineRow("batched", [Tensor<Float>([0, 1, 2, 3, 4, 5, 6]), Tensor<Float>([7, 8, 9])]) {
      $0.map { Tensor<Float>(Float($0)) }.batched(7)
    },
    PipelineRow("paddedBatched", [Tensor<Float>([[0, 0, 0], [1, 0, 0], [2, 2, 0], [3, 3, 3]])]) {
      $0.prefix(4).map { Tensor<Float>(repeating: Float($0), shape: [$0]) }.paddedBatched(4, with: 0)
    },
    PipelineRow("windows", (0...6).map { [$0, $0 + 1, $0 + 2, $0 + 3] }) { $0.windows(of: 4) },
    PipelineRow("windows", [[0, 2], [3, 5], [6, 8], [9]]) { $0.windows(of: 2, shift: 3, stride: 2, dropsRemainder: false) },
    PipelineRow("windows", [[0, 1, 2], [5, 6, 7]]) { $0.windows(of: 3, shift: 5) },
    PipelineRow("bucketedByLength", [[0, 1], [7, 8, 9], [2], [5, 6]]) {
      $0.filter { $0 != 3 && $0 != 4 }.bucketedByLength(boundaries: [5, 7], batchSizes: [2, 4, 3]) { $0 }
    },
    PipelineRow("repeated", Array(0..<10) + Array(0..<10)) { $0.repeated(2) },
    PipelineRow("repeated", Array(0..<10) + Array(0..<10) + Array(0..<5)) { $0.repeated() },
    PipelineRow("prefix", [0, 1, 2]) { $0.prefix(3) },
    PipelineRow("dropFirst", [7, 8, 9]) { $0.dropFirst(7) },
    PipelineRow("zipped", (0..<10).map { "\($0) \(2 * $0)" }) { $0.zipped(with: $0.map { 2 * $0 }).map { "\($0) \($1)" } },
    PipelineRow("labeled", ["0a", "1b"]) { $0.labeled(with: Dataset(["a", "b"])).map { "\($0.data)\($0.label)" } },
    PipelineRow("concatenated", Array(0..<10) + [3, 4]) { $0.concatenated(with: Dataset([3, 4])) },
    PipelineRow("interleaved", [0, 1, 10, 11, 2, 12, 20, 21, 30, 31, 22, 32]) {
      $0.prefix(4).interleaved(cycleLength: 2, blockLength: 2) { start in Dataset(10 * start..<10 * start + 3) }
    },
    PipelineRow("flatMap", [0, 0, 1, 0, 1, 2]) { $0.prefix(4).flatMap { Dataset(0..<$0) } },
    PipelineRow("enumerated", ["0 5", "1 6", "2 7", "3 8", "4 9"]) { $0.dropFirst(5).enumerated().map { "\($0.offset) \($0.element)" } },
    PipelineRow("shard", [1, 4, 7]) { $0.shard(1, of: 3) },
    PipelineRow("cached", Array(0..<10)) { $0.cached() },
    PipelineRow("prefetched", Array(0..<10)) { $0.prefetched(3) },
    PipelineRow("assertingCount", Array(0..<10)) { $0.assertingCount(10) },
    PipelineRow("counted", [0, 2, 4, 6, 8]) { try $0.filter { $0 % 2 == 0 }.counted() },
  ]
}

extension SplitMix64 {
  fileprivate var first: UInt64 {
    var copy = self
    return copy.next()
  }
}
