/// Gives every feature the mean 0 and the variance 1: `(x − mean) / √variance`, as scikit-learn's `StandardScaler`.
///
///     let scaler = try StandardScaler(fitting: [[1, 5], [3, 5]])
///     print(scaler.mean, scaler.variance)           // [2.0, 5.0] [1.0, 0.0]
///     print(try scaler.transform([[5, 5]]))         // [[3.0, 0.0]]
///
/// The variance is that of all samples (divided by their number). A feature that is constant but for rounding is divided by 1. Missing
/// numbers (not-a-number) are passed over, and stay missing.
public struct StandardScaler: Scaler, Equatable {
  /// Of each feature.
  public let mean: [Double]
  /// Of each feature.
  public let variance: [Double]
  /// What each feature is divided by: the square root of its variance, or 1.
  public let factors: [Double]
  public var shifts: [Double] { mean }

  /// Learns from rows, `[samples][features]`.
  ///
  /// - Throws: a ``DataError`` if there is none, or if they differ in length.
  public init(fitting rows: [[Double]]) throws(DataError) {
    let columns = try columns(of: rows, function: "StandardScaler")
    var mean: [Double] = [], variance: [Double] = [], factors: [Double] = []
    for column in columns {
      let count = Double(column.count)
      let average = column.reduce(0, +) / count
      // Two passes; the second sum takes out what the first mean is off by (Chan, Golub and LeVeque, 1983).
      let deviations = column.map { $0 - average }
      let error = deviations.reduce(0, +)
      let spread = (deviations.reduce(0) { $0 + $1 * $1 } - error * error / count) / count
      let rounding = count * average * Double.ulpOfOne
      let isConstant = spread <= count * Double.ulpOfOne * spread + rounding * rounding
      mean.append(average)
      variance.append(spread)
      factors.append(isConstant || spread.isNaN ? 1 : spread.squareRoot())
    }
    (self.mean, self.variance, self.factors) = (mean, variance, factors)
  }

  /// Learns from the numbers of a single feature.
  public init(fitting numbers: [Double]) throws(DataError) { try self.init(fitting: numbers.map { [$0] }) }

  /// Learns from a tensor of shape `[samples, features]` or `[samples]`.
  public init<Scalar: TensorFloatingPoint>(fitting samples: Tensor<Scalar>) throws {
    try self.init(fitting: rows(of: samples, function: "StandardScaler"))
  }
}
