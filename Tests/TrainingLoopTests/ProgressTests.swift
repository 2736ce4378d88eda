import Apus
import Synchronization
import Testing

@testable import TrainingLoop

struct ProgressTests {
  private final class Page: Sendable {
    let text = Mutex("")
  }

  private func epoch(_ index: Int, loss: Float, validation: Float?) -> History.Epoch {
    History.Epoch(
      index: index, batchCount: 4, learningRate: 0.1, training: TrainingStatistics(values: [("loss", loss)]),
      validation: validation.map { TrainingStatistics(values: [("loss", $0)]) }, seconds: 2, samplesPerSecond: 500)
  }

  private func snapshot(_ event: TrainingLoopEvent, epochs: [History.Epoch], times: TrainingTimes) -> TrainingSnapshot {
    TrainingSnapshot(
      event: event, phase: nil, epochCount: 3, epochIndex: epochs.count - 1, batchCount: 4, batchIndex: 3, stepIndex: 0, sampleCount: 0,
      learningRate: 0.1, statistics: nil, steps: [], epochs: epochs, times: times)
  }

  private var times: TrainingTimes {
    var times = TrainingTimes()
    (times.total, times.data, times.device, times.compile) = (2, 0.04, 1.8, 0.1)
    return times
  }

  @Test func inAFileThereIsALineForEachEpochAndATable() {
    let page = Page()
    let printer = ProgressPrinter(.plain) { text in page.text.withLock { $0 += text } }
    let epochs = [epoch(0, loss: 2, validation: 3), epoch(1, loss: 0.5, validation: 4), epoch(2, loss: 1, validation: 3.5)]
    for count in 1...3 {
      printer.observe(snapshot(.trainingEnd, epochs: Array(epochs.prefix(count)), times: times))
      printer.observe(snapshot(.epochEnd, epochs: Array(epochs.prefix(count)), times: times))
    }
    printer.observe(snapshot(.fitEnd, epochs: epochs, times: times))
    let bar = String(repeating: "━", count: 30), rest = "500 samples/s  data 2% host 3% device 90% compile 5%  2.00 s"
    let expected = """
      Epoch 1/3  \(bar)  4/4  loss 2.0000  validation loss 3.0000  \(rest)
      Epoch 2/3  \(bar)  4/4  loss 0.5000  validation loss 4.0000  \(rest)
      Epoch 3/3  \(bar)  4/4  loss 1.0000  validation loss 3.5000  \(rest)

                       least       greatest    last
      loss             0.5000 (2)  2.0000 (1)  1.0000 (3)
      validation loss  3.0000 (1)  4.0000 (2)  3.5000 (3)
      time 0:06  data 2% host 3% device 90% compile 5%

      """
    #expect(page.text.withLock { $0 } == expected)
  }

  @Test func aRunOfOneEpochHasNoTable() { #expect(RunTable([epoch(0, loss: 1, validation: nil)], times).lines.isEmpty) }

  @Test func quantitiesWithoutANumberAreDashes() {
    let table = RunTable([epoch(0, loss: .nan, validation: nil), epoch(1, loss: .nan, validation: nil)], times)
    #expect(table.lines[1] == "loss  –      –         nan (2)")
  }

  @Test func aRunWithoutMeasuredTimeEndsWithoutBlanks() {
    let table = RunTable([epoch(0, loss: 2, validation: nil), epoch(1, loss: 1, validation: nil)], TrainingTimes())
    #expect(table.lines.last == "time 0:00")
  }

  @Test func compilingIsShownWhereItCounts() {
    var times = times
    #expect(times.shares.map(\.name) == ["data", "host", "device", "compile"])
    times.compile = 0.001
    #expect(times.shares.map(\.name) == ["data", "host", "device"])
    #expect(TrainingTimes().shares.isEmpty)
  }
}
