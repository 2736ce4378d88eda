import ApusGraph

/// A function of several arrays of `Double` around one point: what a derivative is checked against.
public struct FiniteDifferences {
  public let function: ([HostArray]) throws -> Double
  public let point: [HostArray]

  public init(of function: @escaping ([HostArray]) throws -> Double, at point: [HostArray]) {
    self.function = function
    self.point = point
  }

  /// The slope of the function along `directions`, one for each array; `nil` leaves an array as it is.
  ///
  /// - Parameter step: the central difference errs by the third derivative times step² / 6, and by rounding, 1e-16 / step.
  public func slope(along directions: [HostArray?], step: Double = 1e-5) throws -> Double {
    let ahead = try function(moved(step, directions)), behind = try function(moved(-step, directions))
    return (ahead - behind) / (2 * step)
  }

  private func moved(_ step: Double, _ directions: [HostArray?]) throws -> [HostArray] {
    try zip(point, directions).map { array, direction in
      guard let direction else { return array }
      let numbers = zip(try array.doubles(), try direction.doubles()).map { $0 + step * $1 }
      return try HostArray(converting: numbers, to: array.type)
    }
  }
}

/// The sum of products of elements at the same place.
public func innerProduct(_ a: HostArray, _ b: HostArray) throws -> Double {
  zip(try a.doubles(), try b.doubles()).reduce(0) { $0 + $1.0 * $1.1 }
}
