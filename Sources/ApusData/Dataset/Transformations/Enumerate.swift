extension Dataset {
  /// Each element with its number in the epoch, from 0.
  ///
  ///     print(try Dataset(["a", "b"]).enumerated().collected())   // [(offset: 0, element: "a"), (offset: 1, element: "b")]
  public func enumerated() -> Dataset<(offset: Int, element: Element)> {
    transformed("enumerated") { element, index, _ in (offset: index, element: element) }
  }
}
