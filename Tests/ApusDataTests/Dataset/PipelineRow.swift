import ApusData
import Testing

/// A transformation of ten numbers, and what comes out of it, in words.
struct PipelineRow: Sendable, CustomTestStringConvertible {
  /// The name of the function.
  let name: String
  /// The elements of the first epoch; of endless ones the first.
  let elements: [String]
  let make: @Sendable (_ source: Dataset<Int>) throws -> Pipeline

  var testDescription: String { name + " " + elements.prefix(3).joined(separator: " ") }

  init<Element>(_ name: String, _ elements: [Element], _ make: @escaping @Sendable (Dataset<Int>) throws -> Dataset<Element>) {
    self.name = name
    self.elements = elements.map { "\($0)" }
    self.make = { Pipeline(try make($0)) }
  }

  /// A pipeline of any type.
  struct Pipeline: Sendable {
    let count: Int?
    let collected: @Sendable (_ epoch: Int) throws -> [String]
    let checkResuming: @Sendable () throws -> Void

    init<Element>(_ dataset: Dataset<Element>) {
      count = dataset.count
      let finite = dataset.isEndless ? dataset.prefix(25) : dataset
      collected = { try finite.collected(epoch: $0).map { "\($0)" } }
      checkResuming = { try dataset.checkResuming(limit: 30) }
    }
  }

  /// Numbers that can be made in any order, and the same as a stream: two implementations that have to agree.
  enum Source: String, CaseIterable, Sendable {
    case indexed, streamed

    func numbers(_ count: Int = 10) -> Dataset<Int> {
      switch self {
      case .indexed: Dataset(0..<count)
      case .streamed: Dataset { _ in 0..<count }
      }
    }
  }
}
