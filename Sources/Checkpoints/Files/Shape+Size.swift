/// What a shape that a file claims amounts to.
extension [Int] {
  /// The elements of a tensor of this shape; `nil` where a dimension is negative or the elements are too many to be counted.
  var elementCount: Int? {
    var count = 1
    for dimension in self {
      let (product, overflow) = count.multipliedReportingOverflow(by: dimension)
      guard dimension >= 0, !overflow else { return nil }
      count = product
    }
    return count
  }

  /// The bytes of a tensor of this shape; `nil` as for `elementCount`.
  func byteCount(elementWidth: Int) -> Int? {
    guard let count = elementCount else { return nil }
    let (bytes, overflow) = count.multipliedReportingOverflow(by: elementWidth)
    return overflow ? nil : bytes
  }
}
