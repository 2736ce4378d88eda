/// Moves and stretches each feature by numbers learnt from data, and back again: `(x − shift) / factor`.
///
/// Samples are rows, features are columns; an array or a tensor without rows, of rank 1, is one feature.
public protocol Scaler: Sendable {
  /// One number for each feature, subtracted.
  var shifts: [Double] { get }
  /// One number for each feature, never 0, divided by.
  var factors: [Double] { get }
}

extension Scaler {
  /// The rows, `[samples][features]`, scaled. Not-a-number stays what it is.
  public func transform(_ rows: [[Double]]) throws(DataError) -> [[Double]] {
    try mapped(rows, "transform") { ($0 - $1) / $2 }
  }

  /// Rows that were scaled, as they were.
  public func inverse(_ rows: [[Double]]) throws(DataError) -> [[Double]] {
    try mapped(rows, "inverse") { $0 * $2 + $1 }
  }

  /// The numbers of a single feature, scaled.
  public func transform(_ numbers: [Double]) throws(DataError) -> [Double] { try transform(numbers.map { [$0] }).map { $0[0] } }

  /// Scaled numbers of a single feature, as they were.
  public func inverse(_ numbers: [Double]) throws(DataError) -> [Double] { try inverse(numbers.map { [$0] }).map { $0[0] } }

  private func mapped(
    _ rows: [[Double]], _ function: String, _ change: (Double, Double, Double) -> Double
  ) throws(DataError) -> [[Double]] {
    var mapped: [[Double]] = []
    for (index, row) in rows.enumerated() {
      guard row.count == shifts.count else {
        throw .rowLength(function: function, row: index, expected: shifts.count, found: row.count)
      }
      mapped.append(row.indices.map { change(row[$0], shifts[$0], factors[$0]) })
    }
    return mapped
  }
}
