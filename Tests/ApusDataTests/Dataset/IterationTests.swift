import Foundation
import Synchronization
import Testing

@testable import ApusData

/// Errors, threads, states: what holds for any pipeline.
@Suite struct IterationTests {
  private struct Broken: Error {}

  private func broken(_ source: PipelineRow.Source, parallelism: Int = 1) -> Dataset<Int> {
    source.numbers().map(parallelism: parallelism) { number in
      if number == 4 { throw Broken() }
      return number
    }
  }

  @Test(arguments: PipelineRow.Source.allCases, [1, 3]) func anErrorNamesItsElementAndIsNotTheEnd(
    _ source: PipelineRow.Source, parallelism: Int
  ) throws {
    let dataset = broken(source, parallelism: parallelism)
    #expect(throws: PipelineError.self) { try dataset.collected() }
    var iterator = try dataset.makeIterator(epoch: 2)
    for number in 0..<4 { #expect(try iterator.nextElement() == number) }
    let error = #expect(throws: PipelineError.self) { try iterator.nextElement() }
    guard case .transformation("map", index: 4, epoch: 2, reason: let reason)? = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(reason is Broken)
    var later = try dataset.makeIterator(from: iterator.state)
    #expect(try iterator.nextElement() == 5)
    #expect(try later.nextElement() == 5)
  }

  @Test func aMistakeInATensorIsAnErrorAtItsElement() throws {
    let dataset = Dataset(0..<3).map { number in number == 1 ? Tensor<Float>([1, 2]) + Tensor<Float>([1, 2, 3]) : Tensor<Float>(1) }
    let error = #expect(throws: PipelineError.self) { try dataset.collected() }
    guard case .transformation("map", index: 1, epoch: 0, reason: let reason)? = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(reason is Diagnosis)
  }

  @Test func tensorsAreComputedWhenTheyAreHandedOver() throws {
    for pair in try Dataset(0..<3).map({ (Tensor<Float>(Float($0)) + 1, LabeledData(data: Tensor<Float>(2) * 3, label: $0)) }).collected() {
      #expect(pair.0.node.isEvaluated && pair.1.data.node.isEvaluated)
    }
  }

  @Test func anErrorEndsAPlainLoopAfterALine() async throws {
    let result = try #require(
      await #expect(processExitsWith: .success, observing: [\.standardOutputContent, \.standardErrorContent]) {
        for number in Dataset(0..<9).map({ if $0 == 2 { throw PipelineError.endless("x") } else { $0 } }) { print(number) }
      })
    #expect(String(decoding: result.standardOutputContent, as: UTF8.self) == "0\n1\n")
    #expect(String(decoding: result.standardErrorContent, as: UTF8.self).contains("element  2"))
  }

  @Test(arguments: PipelineRow.Source.allCases) func noMoreIsMadeAheadThanWasAskedFor(_ source: PipelineRow.Source) throws {
    let made = Counter(), waiting = DispatchSemaphore(value: 0)
    let dataset = source.numbers(100).map { (number: Int) -> Int in
      made.add(1)
      waiting.signal()
      return number
    }.prefetched(5)
    var iterator = try dataset.makeIterator(epoch: 0)
    #expect(try iterator.nextElement() == 0)
    for _ in 0..<6 { waiting.wait() }  // the one that was taken, and five more
    #expect(made.value <= 6)
  }

  @Test(arguments: PipelineRow.Source.allCases) func anIterationThatIsLeftLeavesNoThread(_ source: PipelineRow.Source) throws {
    let running = Counter()
    do {
      let dataset = source.numbers(1000).map(parallelism: 4) { (number: Int) -> Int in
        running.add(1)
        defer { running.add(-1) }
        return number
      }.filter { $0 % 2 == 0 }.prefetched(4)
      var iterator = try dataset.makeIterator(epoch: 0)
      #expect(try iterator.nextElement() == 0)
    }
    #expect(running.value == 0)
  }

  @Test func aCancelledTaskGetsNoMoreElements() async throws {
    let task = Task {
      var count = 0
      for try await _ in Dataset(0..<10).repeated().map(parallelism: 2, { $0 }).async { count += 1 }
      return count
    }
    task.cancel()
    await #expect(throws: CancellationError.self) { try await task.value }
  }

  @Test func elementsWithNumbersAreNotMadeWhenTheyArePassedBy() throws {
    let made = Counter()
    let dataset = Dataset(0..<1000).map { (number: Int) -> Int in
      made.add(1)
      return number
    }.shuffled(seed: 3).inBatches(of: 10)
    var first = try dataset.makeIterator(epoch: 1)
    for _ in 0..<60 { _ = try first.nextElement() }
    let (state, before) = (first.state, made.value)
    #expect(before == 600)
    #expect(try JSONEncoder().encode(state).count < 100)
    var second = try dataset.makeIterator(from: state)
    let batch = try second.nextElement()
    #expect(made.value == before + 10)
    #expect(try batch == first.nextElement())
  }

  /// What a buffer held is read again; what was given before is not.
  @Test func aStreamIsReadAgainFromItsBufferOnly() throws {
    let made = Counter()
    let dataset = Dataset(0..<10_000).filter { _ in true }.map { (number: Int) -> Int in
      made.add(1)
      return number
    }.shuffled(bufferSize: 10, seed: 3)
    var first = try dataset.makeIterator(epoch: 0)
    for _ in 0..<9000 { _ = try first.nextElement() }
    let (state, before) = (first.state, made.value)
    var second = try dataset.makeIterator(from: state)
    #expect(try second.nextElement() == first.nextElement())
    #expect(made.value - before < 500)
  }

  @Test func theStateOfAnotherPipelineIsAnError() throws {
    let filtered = Dataset(0..<10).filter { $0 > 2 }
    var iterator = try filtered.makeIterator(epoch: 0)
    _ = try iterator.nextElement()
    let state = iterator.state
    #expect(throws: PipelineError.self) { try Dataset(0..<10).makeIterator(from: state) }
    #expect(throws: PipelineError.self) { try filtered.shuffled(seed: 1).makeIterator(from: state) }
    var far = try Dataset(0..<10).makeIterator(epoch: 0)
    while try far.nextElement() != nil {}
    #expect(throws: PipelineError.self) { try Dataset(0..<9).makeIterator(from: far.state) }
  }

  @Test(arguments: PipelineRow.Source.allCases)
  func damagedStatesAreErrorsOrOtherElementsButNeverTheEndOfTheProcess(_ source: PipelineRow.Source) throws {
    let dataset = source.numbers().shuffled(bufferSize: 3, seed: 1).windows(of: 2).map { $0[0] }.interleaved(cycleLength: 2) {
      Dataset([$0, $0])
    }
    var iterator = try dataset.makeIterator(epoch: 0)
    for _ in 0..<5 { _ = try iterator.nextElement() }
    let text = String(decoding: try JSONEncoder().encode(iterator.state), as: UTF8.self)
    for (index, character) in text.enumerated() where character.isNumber {
      for digit in ["9", "-7", "77777777777777777"] {
        let changed = text.prefix(index) + digit + text.dropFirst(index + 1)
        guard let state = try? JSONDecoder().decode(DatasetState.self, from: Data(changed.utf8)) else { continue }
        var damaged = try? dataset.makeIterator(from: state)
        for _ in 0..<30 { _ = try? damaged?.nextElement() }
      }
    }
  }

  @Test func aFunctionThatRemembersIsFoundOut() throws {
    let calls = Counter()
    let dataset = Dataset(0..<10).map { (number: Int) -> Int in
      calls.add(1)
      return number + calls.value
    }
    let error = #expect(throws: PipelineError.self) { try dataset.checkResuming() }
    #expect(error?.description.contains("map(seed:)") == true)
  }

  @Test func badArgumentsAreErrorsWithTheUsersLine() throws {
    let numbers = Dataset(0..<10)
    let line = #line + 1
    let error = #expect(throws: Diagnosis.self) { try numbers.inBatches(of: 0).collected() }
    #expect(error?.site?.line == line)
    let bad: [Dataset<[Int]>] = [
      numbers.windows(of: 0), numbers.windows(of: 1, shift: 0),
      numbers.bucketedByLength(boundaries: [2, 1], batchSizes: [1, 1, 1]) { $0 },
      numbers.bucketedByLength(boundaries: [2], batchSizes: [1]) { $0 }, numbers.shuffled(bufferSize: 0, seed: 1).map { [$0] },
      numbers.shard(3, of: 3).map { [$0] }, numbers.repeated(-1).map { [$0] }, numbers.interleaved(cycleLength: 0) { Dataset([[$0]]) },
    ]
    for dataset in bad { #expect(throws: Diagnosis.self, "\(dataset)") { try dataset.collected() } }
  }

  @Test func lengthsAreKnownWhereTheyCanBe() throws {
    let numbers = Dataset(0..<10)
    #expect(numbers.inBatches(of: 4).count == 3)
    #expect(numbers.repeated().isEndless && numbers.repeated().count == nil && numbers.repeated().inBatches(of: 2).isEndless)
    #expect(numbers.filter { $0 > 3 }.count == nil)
    #expect(try numbers.filter { $0 > 3 }.counted().count == 6)
    #expect(throws: PipelineError.self) { try numbers.repeated().collected() }
    #expect(throws: PipelineError.self) { try numbers.repeated().counted() }
    #expect(throws: PipelineError.self) { try numbers.filter { $0 > 3 }.assertingCount(5).collected() }
    #expect(throws: PipelineError.self) { try numbers.filter { $0 > 3 }.assertingCount(7).collected() }
    #expect("\(numbers.shuffled(seed: 3).inBatches(of: 2))" == "10 elements → shuffled(seed: 3) → batched(2)")
  }

  @Test func randomNumbersDifferFromEpochToEpochAndFromElementToElement() throws {
    let random = Dataset(0..<100).map(seed: 3) { _, random in random.next(upTo: 1_000_000) }
    let epochs = try (0..<3).map { try random.collected(epoch: $0) }
    #expect(Set(epochs.joined()).count > 290)
    #expect(try random.epoch(1).collected(epoch: 1) == epochs[2])
    #expect(
      try Dataset(0..<5).shuffled(seed: 7, reshufflesEachEpoch: false).collected(epoch: 4) == Dataset(0..<5).shuffled(seed: 7).collected())
    #expect(
      try Dataset(0..<20).shuffled(seed: 7).repeated(2).collected()
        == (0..<2).flatMap { try Dataset(0..<20).shuffled(seed: 7).collected(epoch: $0) })
  }

  private final class Counter: Sendable {
    private let count = Mutex(0)
    var value: Int { count.withLock { $0 } }
    func add(_ number: Int) { count.withLock { $0 += number } }
  }
}
