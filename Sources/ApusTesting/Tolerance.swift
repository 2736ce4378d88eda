import ApusGraph

/// How far two results of the same formula may lie apart: `factor · ε · (|a| + floor)`, where ε is the type's relative precision.
///
/// Integers and `Bool` have to be equal. `floor` is for sums, whose error depends on their terms and not on the result.
public struct Tolerance: Sendable {
  public let factor: Double
  public let floor: Double

  public init(factor: Double = 4, floor: Double = 0) {
    self.factor = factor
    self.floor = floor
  }

  public func allows(_ a: Double, _ b: Double, _ dtype: DType) -> Bool {
    if a == b || a.isNaN && b.isNaN { return true }
    guard a.isFinite, b.isFinite else { return false }
    return (a - b).magnitude <= factor * dtype.precision * (max(a.magnitude, b.magnitude) + floor)
  }

  /// The first element at which two arrays differ by more than is allowed, in words; `nil` if there is none.
  public func difference(_ a: HostArray, _ b: HostArray) throws -> String? {
    if a.type != b.type { return "\(a.type) is not \(b.type)" }
    if a.type.dtype.isInteger { return try exactDifference(a, b) }
    for (index, (x, y)) in zip(try a.doubles(), try b.doubles()).enumerated() where !allows(x, y, a.type.dtype) {
      return "\(a.type), element \(index): \(x) is not \(y)"
    }
    return nil
  }

  /// Large integers do not fit `Double`.
  private func exactDifference(_ a: HostArray, _ b: HostArray) throws -> String? {
    try a.type.dtype.dispatch(ExactDifference(a: a, b: b))
  }
}

private struct ExactDifference: ElementVisitor {
  let a: HostArray
  let b: HostArray
  func visit<E: Element>(_: E.Type) throws -> String? {
    for (index, (x, y)) in zip(a.array(of: E.self), b.array(of: E.self)).enumerated() where x != y {
      return "\(a.type), element \(index): \(x) is not \(y)"
    }
    return nil
  }
}

extension DType {
  /// The distance from 1 to the next number.
  public var precision: Double {
    switch self {
    case .bfloat16: 0x1p-7
    case .float16: 0x1p-10
    case .float32: 0x1p-23
    case .float64: 0x1p-52
    default: 0
    }
  }
}
