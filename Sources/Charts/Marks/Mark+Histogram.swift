extension Mark {
  /// How many of `values` lie in each of `bins` equal intervals from the least to the largest.
  ///
  /// Intervals include their lower ends, the last one its upper end too, as in NumPy's `histogram`. Equal values lie in the middle of
  /// an interval of width 1. Numbers that are not finite are left out.
  public static func histogram(_ values: some Collection<some Plottable>, bins: Int = 10, label: String = "") -> Mark {
    guard (1...100_000).contains(bins) else { return Mark(.boxes([]), problem: .bins(bins)) }
    let numbers = values.drawable.filter(\.isFinite)
    guard let least = numbers.min(), let largest = numbers.max() else { return Mark(.boxes([]), label: label) }
    let (lower, upper) = least < largest ? (least, largest) : (least - 0.5, largest + 0.5)
    let width = (upper - lower) / Double(bins)
    var edges = (0..<bins).map { Double($0) * width + lower }
    edges.append(upper)
    var counts = [Int](repeating: 0, count: bins)
    for number in numbers {
      var bin = min(bins - 1, max(0, Int((number - lower) / (upper - lower) * Double(bins))))
      // The quotient may be off by a rounding from the edges as they are drawn.
      if number < edges[bin] { bin -= 1 } else if bin < bins - 1, number >= edges[bin + 1] { bin += 1 }
      counts[max(0, bin)] += 1
    }
    let boxes = counts.indices.map { Box(left: edges[$0], right: edges[$0 + 1], height: Double(counts[$0])) }
    return Mark(.boxes(boxes), label: label)
  }
}
