extension SummaryWriter {
  /// Writes how numbers are distributed: how many lie in each of `bucketCount` intervals of equal width between the least and the
  /// greatest. Those that are not finite are left out.
  public func histogram(_ tag: String, of numbers: [Float], step: Int, bucketCount: Int = 30) throws {
    let rows = Self.buckets(of: numbers, count: max(1, bucketCount))
    try append(
      SummaryValue(
        tag: tag, content: .doubles(rows.flatMap { [$0.lower, $0.upper, $0.count] }, shape: [rows.count, 3]),
        plugin: .init(name: "histograms")), step)
  }

  /// The intervals with their counts; one where all numbers are equal, none where there are none.
  static func buckets(of numbers: [Float], count: Int) -> [(lower: Double, upper: Double, count: Double)] {
    let finite = numbers.lazy.filter(\.isFinite).map(Double.init)
    guard let least = finite.min(), let greatest = finite.max() else { return [] }
    if least == greatest { return [(least - 0.5, least + 0.5, Double(finite.count))] }
    let width = (greatest - least) / Double(count)
    var counts = [Double](repeating: 0, count: count)
    for number in finite { counts[min(count - 1, Int((number - least) / width))] += 1 }
    return counts.enumerated().map { index, number in
      (least + width * Double(index), index == count - 1 ? greatest : least + width * Double(index + 1), number)
    }
  }
}
