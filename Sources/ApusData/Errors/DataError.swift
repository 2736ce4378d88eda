/// Why data cannot be prepared, or a table cannot be read.
public enum DataError: Error, Equatable, Sendable {
  /// Nothing to learn from.
  case noSamples(function: String)
  /// A sample, or a line of a table, with another number of values than the first.
  case rowLength(function: String, row: Int, expected: Int, found: Int)
  /// A tensor that is neither a vector of numbers nor a matrix of samples and features.
  case shape(function: String, [Int])
  case testShare(Double, samples: Int)
  /// Something with another number of samples than the split was made for.
  case sampleCount(expected: Int, found: Int)
  /// A range without extent or with an end that is not finite.
  case range(lower: Double, upper: Double)
  case unreadable(path: String, reason: String)
  case cannotWrite(path: String, reason: String)
  /// A quotation mark that is not doubled, or not closed.
  case quotation(line: Int)
  case duplicateColumn(String)
  case noColumn(String, columns: [String])
  case noRow(Int, count: Int)
}
