import Foundation

/// From where to where numbers go.
struct Extent: Sendable, Equatable {
  private(set) var lower = Double.infinity
  private(set) var upper = -Double.infinity
  /// Whether every number is whole.
  var isWhole: Bool { !isEmpty && !hasFractions }
  private var hasFractions = false

  var isEmpty: Bool { lower > upper }

  mutating func include(_ number: Double) {
    guard number.isFinite else { return }
    lower = min(lower, number)
    upper = max(upper, number)
    hasFractions = hasFractions || number != number.rounded()
  }

  /// The range of an axis on which every number is seen: a little wider, and not without width.
  ///
  /// - Parameter share: how much of their width is added at each end.
  func padded(by share: Double, isLogarithmic: Bool) -> ClosedRange<Double> {
    guard !isEmpty else { return isLogarithmic ? 1...10 : 0...1 }
    if isLogarithmic {
      let (low, high) = (log10(lower), log10(upper))
      let padding = high - low < 1e-6 ? 0.5 : (high - low) * share
      return pow(10, max(-300, low - padding))...pow(10, min(300, high + padding))
    }
    // gnuplot cannot tell ticks apart whose distance is below its numbers' precision.
    let magnitude = max(abs(lower), abs(upper))
    if upper - lower <= max(magnitude * 1e-12, 1e-290) {
      let padding = magnitude < 1e-290 ? 0.5 : magnitude * 0.05
      return (lower - padding)...(upper + padding)
    }
    return (lower - (upper - lower) * share)...(upper + (upper - lower) * share)
  }
}
