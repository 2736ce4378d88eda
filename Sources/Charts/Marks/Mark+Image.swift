extension Mark {
  /// A matrix as coloured cells, the first row on top, in the chart's colour map; a gap is left white.
  ///
  /// - Parameter writesValues: whether the numbers stand in their cells.
  public static func heatmap<Value: Plottable>(_ rows: [[Value]], writesValues: Bool = false) -> Mark {
    let ragged = rows.first { $0.count != rows.first?.count }
    let problem = ragged.map { ChartError.lengthsDiffer(mark: "heatmap", first: rows.first?.count ?? 0, second: $0.count) }
    return Mark(.cells(CellGrid(rows: rows.map(\.drawable), writesValues: writesValues)), problem: problem)
  }

  /// A picture of `height × width` pixels: one number a pixel for shades of gray, or three for red, green and blue.
  ///
  ///     Chart(.image(digit, height: 28, width: 28))
  ///
  /// A chart with nothing but an image has no axes.
  ///
  /// - Parameters:
  ///   - pixels: row by row from the top, with the channels of a pixel together: `[height, width]` or `[height, width, 3]`.
  ///   - range: the numbers of black and white; 0 to 1 by default. What lies beyond is cut off, and a gap is black.
  public static func image(
    _ pixels: some Collection<some Plottable>, height: Int, width: Int, range: ClosedRange<Double> = 0...1
  ) -> Mark {
    let area = height.multipliedReportingOverflow(by: width)
    let channels = [1, 3].first { area.partialValue > 0 && pixels.count == area.partialValue * $0 }
    guard height > 0, width > 0, !area.overflow, area.partialValue <= 4_000_000, let channels else {
      let empty = ColorGrid(height: 0, width: 0, components: [])
      return Mark(.colors(empty), problem: .imageSize(pixels: pixels.count, height: height, width: width))
    }
    let (black, span) = (range.lowerBound, range.upperBound - range.lowerBound)
    let shades = pixels.drawable.map { pixel -> Double in
      let share = (pixel - black) / span
      return share > 0 ? (min(1, share) * 255).rounded() : 0
    }
    let components = channels == 3 ? shades : shades.flatMap { [$0, $0, $0] }
    return Mark(.colors(ColorGrid(height: height, width: width, components: components)))
  }
}
