import PJRT
import Testing
import TrainingLoop

@testable import TensorBoard

/// What logging costs the device and the host, with a network large enough for its programs to run on the device.
@Suite(.enabled(if: (try? DeviceRuntime.shared.client()) != nil, "needs the XLA plugin"))
struct LoggingCostTests {
  /// Three epochs of five batches, whose statistics are read at the end of an epoch.
  private func report(_ callbacks: [LoggedRun.Loop.Callback]) throws -> ExecutionReport {
    let data = Epochs(
      inputs: Tensor<Float>(randomNormal: [640, 4, 4, 1], seed: 3), targets: Tensor<Int32>(zeros: [640]), batchSize: 128, seed: 1)
    let engine = Engine(diskCache: nil)
    try withEngine(engine) {
      var model = ImageNetwork(hiddenSize: 256)
      var loop = LoggedRun.Loop(
        training: data, optimizer: SGD(for: model, learningRate: 0.1), lossFunction: softmaxCrossEntropy, callbacks: callbacks,
        progress: .silent)
      loop.statisticsInterval = .seconds(3600)
      try loop.fit(&model, epochs: 3)
    }
    return engine.report
  }

  /// The content, and how many reads it adds to one for each epoch.
  private static let rows: [(contents: [TensorBoardContent], reads: Int)] = [
    ([], 0), ([.gradientNorms()], 3), ([.weightHistograms()], 3), ([.graph, .summary, .hyperparameters()], 0), ([.exampleImages()], 1),
  ]

  @Test(arguments: rows.indices) func nothingIsCompiledAndNoBatchIsWaitedFor(_ row: Int) throws {
    let (contents, reads) = Self.rows[row]
    try withTemporaryFolder { folder in
      let report = try report([tensorBoardStatisticsLogger(logRootDirectory: folder, including: contents)])
      #expect(report.compilations.count == 1)
      #expect(report.deviceExecutions == 15)
      #expect(report.hostReads == 3 + reads)
    }
  }
}
