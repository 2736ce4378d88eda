import ApusData
import Foundation
import Testing

/// Every transformation, of elements that have numbers and of a stream.
struct PipelineTests {
  @Test(arguments: PipelineRow.all, PipelineRow.Source.allCases)
  func aTransformationGivesItsElements(_ row: PipelineRow, _ source: PipelineRow.Source) throws {
    let pipeline = try row.make(source.numbers())
    #expect(try pipeline.collected(0) == row.elements)
    if let count = pipeline.count { #expect(count == row.elements.count) }
  }

  @Test(arguments: PipelineRow.all, PipelineRow.Source.allCases)
  func anIterationGoesOnFromEveryElement(_ row: PipelineRow, _ source: PipelineRow.Source) throws {
    try row.make(source.numbers()).checkResuming()
  }

  @Test(arguments: PipelineRow.all, PipelineRow.Source.allCases)
  func ofNothingNothingComes(_ row: PipelineRow, _ source: PipelineRow.Source) throws {
    if ["concatenated", "assertingCount"].contains(row.name) { return }
    #expect(try row.make(source.numbers(0)).collected(0) == [])
  }

  /// What rests on what must not matter: all pairs.
  @Test(arguments: PipelineRow.Source.allCases)
  func transformationsBehindEachOtherGoOnFromEveryElement(_ source: PipelineRow.Source) throws {
    let steps: [@Sendable (Dataset<Int>) -> Dataset<Int>] = [
      { $0.map(parallelism: 2) { $0 + 1 } }, { $0.filter { $0 % 2 == 0 } }, { $0.shuffled(seed: 3) },
      { $0.shuffled(bufferSize: 3, seed: 4) },
      { $0.inBatches(of: 3).map { $0.reduce(0, +) } }, { $0.windows(of: 2, shift: 2, dropsRemainder: false).map { $0.reduce(0, +) } },
      { $0.bucketedByLength(boundaries: [6], batchSizes: [2, 3]) { $0 }.map { $0.reduce(0, +) } }, { $0.repeated(2) },
      { $0.dropFirst(2) }, { $0.prefix(7) }, { $0.concatenated(with: Dataset([30, 40])) }, { $0.prefetched() },
      { $0.interleaved(cycleLength: 3) { start in Dataset { _ in [start, start] } } }, { $0.shard(0, of: 2) }, { $0.cached() },
      { first in first.zipped(with: first.dropFirst(1)).map { $0 - $1 } }, { $0.map(seed: 9) { $0 + Int($1.next() % 8) } },
    ]
    for first in steps {
      for second in steps { try second(first(source.numbers())).checkResuming(epochs: 1..<2, limit: 8) }
    }
  }

  @Test func everyTransformationHasARow() throws {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent(
      "../../../Sources/ApusData/Dataset/Transformations"
    ).standardized
    var names: Set<String> = []
    for file in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
      let source = try String(contentsOf: folder.appendingPathComponent(file), encoding: .utf8)
      names.formUnion(source.matches(of: /(?m)^ {0,2}public func (\w+)/).map { String($0.1) })
    }
    #expect(names.count > 15)
    // A cache in a file needs a file: `FileCacheTests`.
    #expect(names.subtracting(PipelineRow.all.map(\.name)).sorted() == [])
  }
}
