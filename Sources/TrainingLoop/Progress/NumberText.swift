import Foundation

/// Numbers as people read them.
package enum NumberText {
  /// Three significant digits with a thousands letter: `8.42`, `842`, `14.2k`, `1.50M`; `–` for what is no number.
  package static func short(_ number: Double) -> String {
    guard number.isFinite else { return "–" }
    var (scaled, letters) = (abs(number), ["", "k", "M", "G", "T", "P", "E"][...])
    // 999.5 would round to a fourth digit.
    while scaled >= 999.5, letters.count > 1 {
      scaled /= 1000
      letters.removeFirst()
    }
    let decimals = scaled >= 99.95 ? 0 : scaled >= 9.995 ? 1 : 2
    return (number < 0 ? "-" : "") + fixed(scaled, decimals: decimals) + (letters.first ?? "")
  }

  /// A size in memory or on disk, to two digits or the whole unit: `512 bytes`, `12 kB`, `0.25 MB`, `3.1 MB`, `9 MB`,
  /// `1.2 GB`. A megabyte is 10⁶ bytes.
  package static func byteCount(_ count: Int) -> String {
    guard count >= 1000 else { return count == 1 ? "1 byte" : "\(count) bytes" }
    let units = [(1e3, "kB"), (1e6, "MB"), (1e9, "GB"), (1e12, "TB"), (1e15, "PB"), (1e18, "EB")]
    // Megabytes begin at a tenth, so that small models compare at a glance with larger ones; the others a little below 1, so
    // that no number is rounded to 1000.
    let (unit, name) = units.last { Double(count) >= $0.0 * ($0.1 == "MB" ? 0.1 : 0.9995) } ?? units[0]
    let scaled = Double(count) / unit
    let decimals = scaled < 0.995 ? 2 : scaled < 9.95 ? 1 : 0
    let text = fixed(scaled, decimals: decimals)
    return (text.hasSuffix(".0") ? String(text.dropLast(2)) : text) + " " + name
  }

  /// A loss or a metric: `0.1121`, `12.5000`; very small and very large ones by powers of ten, `3.20e-05`.
  package static func statistic(_ value: Double) -> String {
    guard value.isFinite else { return value.isNaN ? "nan" : value < 0 ? "-inf" : "inf" }
    let isPlain = value == 0 || (0.001..<10_000).contains(abs(value))
    return isPlain ? fixed(value, decimals: 4) : String(format: "%.2e", value)
  }

  /// A part of 1 in percent, halves rounded up: `99.5%`.
  package static func percent(_ fraction: Double, decimals: Int) -> String {
    guard fraction.isFinite else { return "–" }
    // Of a binary fraction such as 0.96555 the hundredfold may lie below the decimal half that it stands for.
    let scale = (0..<decimals).reduce(1.0) { scale, _ in scale * 10 }
    let steps = fraction * 100 * scale
    let rounded = (steps + steps.magnitude * 1e-12).rounded(.toNearestOrAwayFromZero)
    return fixed(rounded / scale, decimals: decimals) + "%"
  }

  private static func fixed(_ value: Double, decimals: Int) -> String { String(format: "%.\(decimals)f", value) }
}
