import Foundation

/// Where the ticks of an axis of numbers stand and how they are labelled, where gnuplot's own choice does not tell them apart.
enum AxisTicks {
  /// The format of the labels: as many digits as neighbours need, without gnuplot's room for a sign, which moves labels off their ticks.
  static func format(_ range: ClosedRange<Double>) -> String {
    let magnitude = max(abs(range.lowerBound), abs(range.upperBound))
    let digits = Int(log10(magnitude / (range.upperBound - range.lowerBound)).rounded(.up)) + 2
    return digits > 6 ? "%.\(min(15, digits))g" : "%h"
  }

  /// Ticks of a logarithmic axis on which fewer than three powers of ten would stand: 1, 2 and 5 of each, or round steps.
  static func places(logarithmic range: ClosedRange<Double>) -> [Double]? {
    let exponents = Int(log10(range.lowerBound).rounded(.down))...Int(log10(range.upperBound).rounded(.up))
    func within(_ factors: [Double]) -> [Double] {
      exponents.flatMap { exponent in factors.map { $0 * pow(10, Double(exponent)) } }.filter(range.contains)
    }
    guard exponents.count < 6, within([1]).count < 3 else { return nil }
    let places = within([1, 2, 5])
    return places.count > 2 ? places : steps(range)
  }

  /// Multiples of 1, 2 or 5 of a power of ten, about five of them.
  private static func steps(_ range: ClosedRange<Double>) -> [Double] {
    // Roundings may not decide whether the ends have ticks.
    let slack = 1e-12
    let rough = (range.upperBound - range.lowerBound) / 5 * (1 - slack)
    let power = pow(10, log10(rough).rounded(.down))
    let step = power * ([1, 2, 5].first { $0 * power >= rough } ?? 10)
    let first = (range.lowerBound / step * (1 - slack)).rounded(.up), last = (range.upperBound / step * (1 + slack)).rounded(.down)
    guard first <= last else { return [] }
    return stride(from: first, through: last, by: 1).map { $0 * step }
  }
}
