extension Dataset {
  /// What a function makes of each element, in their order.
  ///
  ///     print(try Dataset(1...3).map { $0 * $0 }.collected())   // [1, 4, 9]
  ///
  /// The function must depend on its element alone, because an element may be made again. Tensors that it makes are computed before they
  /// are handed on. After `batched` it is called once a batch, which costs less than once a sample.
  ///
  /// - Parameters:
  ///   - parallelism: how many threads work on elements, ahead of whoever takes them. Where elements have numbers, a thread makes whole
  ///     elements of the end of the pipeline, batches if that is what they are.
  ///   - transform: its error reaches whoever iterates as `PipelineError.transformation`, with the number of the element.
  public func map<Output: Sendable>(
    parallelism: Int = 1, _ transform: @escaping @Sendable (Element) throws -> Output
  ) -> Dataset<Output> {
    transformed("map", parallelism: parallelism) { element, _, _ in try transform(element) }
  }

  /// - Parameter transform: given the number of the element and that of the epoch too.
  func transformed<Output: Sendable>(
    _ name: String, parallelism: Int = 1, _ transform: @escaping @Sendable (_ element: Element, _ index: Int, _ epoch: Int) throws -> Output
  ) -> Dataset<Output> {
    let prepare = ReadyTensors.preparation(of: Output.self)
    let checked: @Sendable (Element, Int, Int) throws -> Output = { element, index, epoch in
      do {
        let result = try transform(element, index, epoch)
        try prepare?(result)
        return result
      } catch {
        throw PipelineError.transformation(name, index: index, epoch: epoch, reason: error)
      }
    }
    let description = "\(description) → \(name)"
    switch form {
    case .indexed(let all):
      var result = Indexed(length: all.length) { index, epoch in try checked(all.element(index, epoch), index, epoch) }.working(like: all)
      if parallelism > 1 {
        result.threadCount = Swift.max(result.threadCount, parallelism)
        result.aheadCount = Swift.max(result.aheadCount, 2 * parallelism)
      }
      return Dataset<Output>(.indexed(result), description, sizes: batchSizes)
    case .streamed(let all):
      return Dataset<Output>(
        .streamed(
          Streamed(length: all.length) { reading, place in
            let transform: NumberedTransform<Element, Output> = { try checked($0, $1, reading.epoch) }
            let depth = parallelism > 1 ? 2 * parallelism : 0
            return try AheadReader.serialOrAhead(self, reading, at: place, threadCount: parallelism, depth: depth, transform)
          }), description, sizes: batchSizes)
    }
  }
}
