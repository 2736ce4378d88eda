import ApusGraph

/// Which numbers a test tries: a range, less a neighbourhood of some points at which a function is not smooth.
///
///     let positive = Values(0.5...3)
///     let awayFromZero = Values(-3...3, avoiding: [0])
public struct Values: Sendable {
  public let range: ClosedRange<Double>
  public let avoided: [Double]
  /// How far the numbers keep from the avoided points.
  public let distance: Double

  public init(_ range: ClosedRange<Double>, avoiding avoided: [Double] = [], distance: Double = 0.05) {
    self.range = range
    self.avoided = avoided
    self.distance = distance
  }

  /// A number of the range; whole for integers, none below zero for unsigned ones.
  func draw(_ dtype: DType, _ generator: inout SplitMix) -> Double {
    if dtype == .bool { return Bool.random(using: &generator) ? 1 : 0 }
    if dtype.isInteger {
      let low = dtype.isUnsignedInteger ? max(0, range.lowerBound) : range.lowerBound
      return Double(Int64.random(in: Int64(low)...max(Int64(low), Int64(range.upperBound)), using: &generator))
    }
    while true {
      let value = Double.random(in: range, using: &generator)
      if avoided.allSatisfy({ (value - $0).magnitude >= distance }) { return value }
    }
  }
}

extension HostArray {
  /// An array of numbers that the seed determines.
  public static func random(_ type: TensorType, _ values: Values = Values(-3...3), seed: UInt64) throws -> HostArray {
    var generator = SplitMix(seed: seed)
    return try HostArray(converting: (0..<type.elementCount).map { _ in values.draw(type.dtype, &generator) }, to: type)
  }

  /// An array of `type` whose elements are `numbers` in row-major order, converted as XLA's `convert` does.
  public init(converting numbers: [Double], to type: TensorType) throws {
    self = try type.dtype.dispatch(Filling(numbers: numbers, type: type))
  }

  /// The elements as `Double`, in row-major order.
  public func doubles() throws -> [Double] { try type.dtype.dispatch(Reading(array: self)) }
}

private struct Filling: ElementVisitor {
  let numbers: [Double]
  let type: TensorType
  func visit<E: Element>(_: E.Type) throws -> HostArray { try HostArray(numbers.map { E(converting: $0) }, shape: type.shape) }
}

private struct Reading: ElementVisitor {
  let array: HostArray
  func visit<E: Element>(_: E.Type) throws -> [Double] { array.array(of: E.self).map(\.asDouble) }
}
