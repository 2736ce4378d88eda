import Apus
import Foundation
import Synchronization
import Testing

@testable import TrainingLoop

struct BatchFeedTests {
  @Test(arguments: [0, 1, 2, 8]) func batchesComeInOrderAndThenNil(_ depth: Int) throws {
    let feed = BatchFeed(count: 100, depth: depth) { $0 }
    var taken: [Int] = []
    while let batch = try feed.next() { taken.append(batch) }
    #expect(taken == Array(0..<100))
    #expect(try feed.next() == nil)
  }

  @Test(arguments: [0, 1, 2, 8]) func noMoreBatchesAreMadeAheadThanThereIsRoomFor(_ depth: Int) throws {
    final class Counter: Sendable { let made = Mutex(0) }
    let counter = Counter()
    let feed = BatchFeed(count: 50, depth: depth) { index in
      counter.made.withLock { $0 += 1 }
      return index
    }
    for taken in 1...50 {
      _ = try feed.next()
      #expect(counter.made.withLock { $0 } <= taken + depth)
    }
  }

  /// Where making a batch costs nothing, whoever takes one finds as many ready as the feed makes ahead.
  @Test func theQueueFillsUpBesideTheStep() throws {
    let feed = BatchFeed(count: 20, depth: 3) { $0 }
    for taken in 0..<20 {
      let expected = min(3, 20 - taken)
      let deadline = ContinuousClock.now + .seconds(60)
      while feed.readyCount < expected, ContinuousClock.now < deadline { usleep(200) }
      #expect(feed.readyCount == expected)
      #expect(try feed.next() == taken)
    }
  }

  @Test func aFeedMayBeginInTheMiddle() throws {
    let feed = BatchFeed(count: 10, from: 7) { $0 }
    #expect(try [feed.next(), feed.next(), feed.next(), feed.next()] == [7, 8, 9, nil])
    #expect(try BatchFeed(count: 10, from: 10) { $0 }.next() == nil)
  }

  @Test(arguments: [0, 2]) func anErrorComesInTheTurnOfItsBatch(_ depth: Int) throws {
    struct Broken: Error {}
    let feed = BatchFeed(count: 5, depth: depth) { index in
      if index == 2 { throw Broken() }
      return index
    }
    #expect(try feed.next() == 0)
    #expect(try feed.next() == 1)
    #expect(throws: Broken.self) { try feed.next() }
  }

  @Test func batchesAreMadeInTheContextOfTheFeed() throws {
    let engine = Engine(diskCache: nil)
    let isSame = try withEngine(engine) { try BatchFeed(count: 1) { _ in Context.local.engine === engine }.next() }
    #expect(isSame == true)
  }
}
