/// Moves every feature into a range, 0 to 1 by default, that its least and its largest number reach, as scikit-learn's `MinMaxScaler`.
///
///     let scaler = try MinMaxScaler(fitting: [[1], [3]])
///     print(try scaler.transform([[2]]))   // [[0.5]]
///
/// A feature that is constant is moved to the lower end. Missing numbers (not-a-number) are passed over, and stay missing.
public struct MinMaxScaler: Scaler, Equatable {
  /// The least number of each feature.
  public let minimum: [Double]
  /// The largest number of each feature.
  public let maximum: [Double]
  public let shifts: [Double]
  public let factors: [Double]

  /// Learns from rows, `[samples][features]`.
  ///
  /// - Throws: a ``DataError`` if there is none, if they differ in length, or for a range that nothing can be scaled to.
  public init(fitting rows: [[Double]], to range: ClosedRange<Double> = 0...1) throws(DataError) {
    let (lower, extent) = (range.lowerBound, range.upperBound - range.lowerBound)
    guard extent > 0, extent.isFinite else { throw .range(lower: lower, upper: range.upperBound) }
    let columns = try columns(of: rows, function: "MinMaxScaler")
    minimum = columns.map { $0.min() ?? .nan }
    maximum = columns.map { $0.max() ?? .nan }
    factors = zip(minimum, maximum).map { least, largest in
      // As scikit-learn: a distance that rounding alone could make is none.
      let distance = largest - least
      return (distance < 10 * Double.ulpOfOne || distance.isNaN ? 1 : distance) / extent
    }
    shifts = zip(minimum, factors).map { least, factor in least - lower * factor }
  }

  /// Learns from the numbers of a single feature.
  public init(fitting numbers: [Double], to range: ClosedRange<Double> = 0...1) throws(DataError) {
    try self.init(fitting: numbers.map { [$0] }, to: range)
  }

  /// Learns from a tensor of shape `[samples, features]` or `[samples]`.
  public init<Scalar: TensorFloatingPoint>(fitting samples: Tensor<Scalar>, to range: ClosedRange<Double> = 0...1) throws {
    try self.init(fitting: rows(of: samples, function: "MinMaxScaler"), to: range)
  }
}
