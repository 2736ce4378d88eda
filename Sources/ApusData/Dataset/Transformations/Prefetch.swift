extension Dataset {
  /// The same elements, made by another thread ahead of whoever takes them.
  ///
  /// When the iterator goes, the thread has ended. `fit` makes batches ahead anyway.
  ///
  /// - Parameter count: how many elements are made and not taken, at most.
  public func prefetched(_ count: Int = 2) -> Dataset {
    let depth = Swift.max(1, count)
    let description = "\(description) → prefetched(\(count))"
    switch form {
    case .indexed(var all):
      all.aheadCount = Swift.max(all.aheadCount, depth)
      return Dataset(.indexed(all), description, sizes: batchSizes)
    case .streamed(let all):
      return Dataset(
        .streamed(
          Streamed(length: all.length) { reading, place in
            try AheadReader.serialOrAhead(self, reading, at: place, threadCount: 1, depth: depth) { element, _ in element }
          }), description, sizes: batchSizes)
    }
  }
}
