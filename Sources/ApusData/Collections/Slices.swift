/// Consecutive slices of a collection, all of one length but for a shorter last one.
public struct Slices<Base: Collection>: Collection {
  private let base: Base
  private let batchSize: Int

  init(_ base: Base, batchSize: Int) {
    if batchSize < 1 { tellBatchSize(batchSize, function: "inBatches(of:)") }
    self.base = base
    self.batchSize = batchSize
  }

  /// Where a slice begins and ends in the base.
  public struct Index: Comparable {
    fileprivate let start: Base.Index
    fileprivate let end: Base.Index
    public static func < (a: Index, b: Index) -> Bool { a.start < b.start }
    public static func == (a: Index, b: Index) -> Bool { a.start == b.start }
  }

  public var startIndex: Index { batchSize < 1 ? endIndex : index(from: base.startIndex) }
  public var endIndex: Index { Index(start: base.endIndex, end: base.endIndex) }
  public func index(after index: Index) -> Index { self.index(from: index.end) }
  public subscript(index: Index) -> Base.SubSequence { base[index.start..<index.end] }

  private func index(from start: Base.Index) -> Index {
    Index(start: start, end: base.index(start, offsetBy: batchSize, limitedBy: base.endIndex) ?? base.endIndex)
  }
}

extension Collection {
  /// The elements in slices of `batchSize`; the last slice may be shorter.
  ///
  /// A `batchSize` below 1 makes no slices, and says so on standard error.
  ///
  ///     (0..<7).inBatches(of: 3).map(Array.init)   // [[0, 1, 2], [3, 4, 5], [6]]
  public func inBatches(of batchSize: Int) -> Slices<Self> { Slices(self, batchSize: batchSize) }
}

extension Slices: Sendable where Base: Sendable {}
