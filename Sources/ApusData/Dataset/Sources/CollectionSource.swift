extension Dataset {
  /// The elements of an array, a range, or another collection that has its elements at hand.
  ///
  ///     print(try Dataset(["a", "b"]).collected())   // ["a", "b"]
  public init<Elements: RandomAccessCollection & Sendable>(_ elements: Elements) where Elements.Element == Element {
    self.init(
      .indexed(
        Indexed(length: .finite(elements.count)) { index, _ in elements[elements.index(elements.startIndex, offsetBy: index)] }),
      "\(elements.count) elements")
  }
}
