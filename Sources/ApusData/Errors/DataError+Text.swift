import Foundation

extension DataError: CustomStringConvertible, LocalizedError {
  /// What was wrong, where, and what to do.
  public var description: String { "Apus: " + sentence }

  /// The same text, for programs that print `localizedDescription`.
  public var errorDescription: String? { description }

  private var sentence: String {
    switch self {
    case .noSamples(let function):
      "\(function): there are no numbers to learn from; give at least one sample"
    case .rowLength(let function, let row, let expected, let found):
      "\(function): row \(row) has \(found) values and not \(expected); give all rows the same length"
    case .shape(let function, let shape):
      "\(function): a tensor of shape \(shape) holds no samples; give it [samples, features] or [samples]"
    case .testShare(let share, let samples):
      "TrainTestSplit: \(share) of \(samples) samples leave nothing to train or to test with; take a share between 0 and 1"
    case .sampleCount(let expected, let found):
      "TrainTestSplit: \(found) samples cannot be split; the split was made for \(expected)"
    case .range(let lower, let upper):
      "MinMaxScaler: nothing can be scaled to \(lower)...\(upper); take a finite range with some extent"
    case .unreadable(let path, let reason):
      "\(path): the table cannot be read: \(reason)"
    case .cannotWrite(let path, let reason):
      "\(path): the table cannot be written: \(reason)"
    case .quotation(let line):
      "a table in CSV: a quotation mark in line \(line) is not closed, or stands within a text; double those that belong to the text"
    case .duplicateColumn(let name):
      "a table has two columns “\(name)”; give each a name of its own"
    case .noColumn(let name, let columns):
      "a table has no column “\(name)”; it has \(columns.isEmpty ? "none" : columns.joined(separator: ", "))"
    case .noRow(let row, let count):
      "a table has no row \(row); it has \(count), counted from 0"
    }
  }
}
