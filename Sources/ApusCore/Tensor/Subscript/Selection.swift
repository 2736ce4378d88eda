/// The elements that a subscript names: a slice of each axis, some of them backwards, under a shape of its own.
struct Selection {
  /// The ranges that are taken, all ascending.
  private(set) var start: [Int] = [], limit: [Int] = [], strides: [Int] = []
  /// The axes whose elements come backwards.
  private(set) var reversed: [Int] = []
  /// The extents before the axes of single indices disappear and new ones come.
  private(set) var extents = TensorShape()
  /// The shape of the result.
  private(set) var shape = TensorShape()

  /// - Throws: a `Mistake` where the ranges do not fit `source`.
  init(_ ranges: [TensorRange], of source: TensorShape) throws(Mistake) {
    for range in try Self.spelledOut(ranges, source) {
      if case .newAxis = range { shape.append(1) } else { try add(range, source) }
    }
  }

  /// One range for each axis, and the new axes among them.
  private static func spelledOut(_ ranges: [TensorRange], _ source: TensorShape) throws(Mistake) -> [TensorRange] {
    let named = ranges.count { if case .index = $0 { true } else { $0.bounds != nil } }
    guard named <= source.rank else {
      throw .attribute(operation: "subscript", problem: "\(named) indices and ranges name more axes than there are", operand: source)
    }
    let whole = [TensorRange](repeating: .partialRangeFrom(0..., stride: 1), count: source.rank - named)
    let ellipses = ranges.indices.filter { if case .ellipsis = ranges[$0] { true } else { false } }
    guard ellipses.count <= 1 else {
      throw .attribute(operation: "subscript", problem: "there is more than one `...`", operand: source)
    }
    guard let place = ellipses.first else { return ranges + whole }
    return Array(ranges[..<place]) + whole + Array(ranges[(place + 1)...])
  }

  private mutating func add(_ range: TensorRange, _ source: TensorShape) throws(Mistake) {
    let axis = start.count, extent = source[axis]
    if case .index(let index) = range {
      let place = index < 0 ? index + extent : index
      guard (0..<extent).contains(place) else {
        throw .attribute(operation: "subscript", problem: "axis \(axis) has \(extent) elements, none at \(index)", operand: source)
      }
      append(place, place + 1, 1)
    } else if let (lower, upper, stride) = range.bounds {
      guard stride != 0 else { throw .attribute(operation: "subscript", problem: "the stride of axis \(axis) is 0", operand: source) }
      addRange(axis, Self.place(lower ?? 0, extent), Self.place(upper ?? extent, extent), stride)
    }
  }

  private mutating func addRange(_ axis: Int, _ lower: Int, _ upper: Int, _ stride: Int) {
    let length = max(0, upper - lower)
    // A step over the end is as good as one to the end, and cannot overflow.
    let step = min(Int(clamping: stride.magnitude), max(1, length))
    let count = (length + step - 1) / step
    // Backwards from the last element, the range starts where the last step lands.
    let first = stride > 0 || count == 0 ? lower : upper - 1 - (count - 1) * step
    append(first, count == 0 ? first : first + (count - 1) * step + 1, step)
    if stride < 0 { reversed.append(axis) }
    shape.append(count)
  }

  private mutating func append(_ first: Int, _ end: Int, _ step: Int) {
    start.append(first)
    limit.append(end)
    strides.append(step)
    extents.append((end - first + step - 1) / step)
  }

  /// A bound counted from the front and cut to the axis.
  private static func place(_ bound: Int, _ extent: Int) -> Int { min(max(bound < 0 ? bound + extent : bound, 0), extent) }
}

extension TensorRange {
  /// The bounds of a range, the upper one excluded; `nil` for what is no range.
  fileprivate var bounds: (lower: Int?, upper: Int?, stride: Int)? {
    switch self {
    case .ellipsis, .newAxis, .index: nil
    case .range(let range, let stride): (range.lowerBound, range.upperBound, stride)
    case .closedRange(let range, let stride): (range.lowerBound, Self.after(range.upperBound), stride)
    case .partialRangeFrom(let range, let stride): (range.lowerBound, nil, stride)
    case .partialRangeUpTo(let range, let stride): (nil, range.upperBound, stride)
    case .partialRangeThrough(let range, let stride): (nil, Self.after(range.upperBound), stride)
    }
  }

  /// The bound after the last element; −1 is the last one, after which there is no number.
  private static func after(_ last: Int) -> Int? { last == -1 || last == .max ? nil : last + 1 }
}
