/// The extents of a tensor along its axes, outermost first. Rank 0 is a scalar.
///
///     let shape: TensorShape = [2, 3]
///     print(shape.rank, shape.contiguousSize)   // 2 6
public struct TensorShape: Hashable, Sendable {
  public var dimensions: [Int]

  public init(_ dimensions: [Int]) { self.dimensions = dimensions }
  public init(_ dimensions: Int...) { self.dimensions = dimensions }

  public var rank: Int { dimensions.count }

  /// The number of elements: the product of the dimensions, 1 for a scalar; `Int.max` if it is beyond all integers.
  public var contiguousSize: Int {
    var product = 1
    var isBeyond = false
    for dimension in dimensions {
      if dimension == 0 { return 0 }
      let (next, overflow) = product.multipliedReportingOverflow(by: dimension)
      isBeyond = isBeyond || overflow
      product = next
    }
    return isBeyond ? .max : product
  }

  /// The step in elements between neighbours along each axis in row-major order.
  public var rowMajorStrides: [Int] {
    var strides = [Int](repeating: 1, count: rank)
    for axis in dimensions.indices.dropLast().reversed() { strides[axis] = strides[axis + 1] &* dimensions[axis + 1] }
    return strides
  }

  public static let scalar = TensorShape([])
}

extension TensorShape: ExpressibleByArrayLiteral {
  public init(arrayLiteral elements: Int...) { dimensions = elements }
}

extension TensorShape: RandomAccessCollection, MutableCollection, RangeReplaceableCollection {
  public init() { dimensions = [] }
  public var startIndex: Int { 0 }
  public var endIndex: Int { dimensions.count }
  public subscript(axis: Int) -> Int {
    get { dimensions[axis] }
    set { dimensions[axis] = newValue }
  }
  public mutating func replaceSubrange(_ range: Range<Int>, with values: some Collection<Int>) {
    dimensions.replaceSubrange(range, with: values)
  }
}

extension TensorShape: CustomStringConvertible {
  public var description: String { "[" + dimensions.map(String.init).joined(separator: ", ") + "]" }
}
