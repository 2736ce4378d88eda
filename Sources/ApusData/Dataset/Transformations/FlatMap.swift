extension Dataset {
  /// The elements of the datasets that a function makes of each element, one dataset after the other.
  ///
  ///     print(try Dataset(1...3).flatMap { Dataset(0..<$0) }.collected())   // [0, 0, 1, 0, 1, 2]
  public func flatMap<Output>(_ transform: @escaping @Sendable (Element) throws -> Dataset<Output>) -> Dataset<Output> {
    Dataset<Output>(
      .streamed(
        Streamed(length: .unknown) { reading, place in
          // A cycle of one, which is never left before its dataset ends.
          try InterleavingReader(self, reading, at: place, 1, .max, name: "flatMap", transform)
        }), "\(description) → flatMap")
  }
}
