import Foundation

/// The cells of a column as pandas writes them, each with a place for the sign in front.
struct TableColumnText {
  let cells: [String]
  /// Whether not all cells are numbers.
  let isText: Bool

  init(cells: [TableCell]) {
    isText = cells.contains { if case .text = $0 { true } else { false } }
    let areIntegers = cells.allSatisfy { if case .integer = $0 { true } else { false } }
    if isText {
      self.cells = cells.map { " " + ($0 == .missing ? "NaN" : $0.text) }
    } else if areIntegers {
      self.cells = cells.map { ($0.text.hasPrefix("-") ? "" : " ") + $0.text }
    } else {
      self.cells = Self.texts(of: cells.map(\.number))
    }
  }

  /// Six decimals, without the zeros that all numbers end in; with exponents where these could not tell small numbers from 0, or would
  /// take more than 12 places for numbers above a million.
  private static func texts(of numbers: [Double]) -> [String] {
    let plain = numbers.map { text($0, "% .6f") }
    let zeros = zip(numbers, plain).filter { $0.0.isFinite }.map { $0.1.reversed().prefix { $0 == "0" }.count }.min() ?? 0
    // One decimal is left.
    let short = zip(numbers, plain).map { $0.isFinite ? String($1.dropLast(min(5, zeros))) : $1 }
    let hasSmall = numbers.contains { abs($0) > 0 && abs($0) < 1e-6 }
    let hasLarge = numbers.contains { abs($0) > 1e6 } && short.contains { $0.count > 12 }
    return hasSmall || hasLarge ? numbers.map { text($0, "% .6e") } : short
  }

  private static func text(_ number: Double, _ format: String) -> String {
    if number.isNaN { return " NaN" }
    if number.isInfinite { return number < 0 ? "-inf" : " inf" }
    return String(format: format, number)
  }
}
