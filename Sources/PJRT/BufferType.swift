/// What a buffer holds: the element type and the dimensions, stored densely with the last axis fastest.
///
/// ```swift
/// let images = BufferType(.f32, [32, 28, 28, 1])
/// print(images)  // f32[32,28,28,1]
/// ```
public struct BufferType: Hashable, Sendable {
  public let element: ElementType
  public let dimensions: [Int]

  public init(_ element: ElementType, _ dimensions: [Int] = []) {
    self.element = element
    self.dimensions = dimensions
  }

  /// The bytes of all elements together.
  /// - Throws: `CallProblem.impossibleType` for a negative dimension or a count that no address space holds.
  public var byteCount: Int {
    get throws(CallProblem) {
      var count = element.byteWidth
      var overflow = false
      for dimension in dimensions where !overflow {
        guard dimension >= 0 else { throw .impossibleType(self) }
        (count, overflow) = count.multipliedReportingOverflow(by: dimension)
      }
      // A zero behind an overflowing product still leaves strides that the plugin computes without a check.
      guard !overflow else { throw .impossibleType(self) }
      return count
    }
  }
}

extension BufferType: CustomStringConvertible {
  public var description: String { "\(element)[\(dimensions.map(String.init).joined(separator: ","))]" }
}
