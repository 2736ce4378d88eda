import Foundation

extension CellGrid {
  /// The cells, and the numbers in them if wanted.
  func elements(valueRange: ClosedRange<Double>?) -> [PlotElement] {
    var data: [String] = [], texts: [String] = []
    for (y, row) in rows.enumerated() {
      for (x, value) in row.enumerated() {
        data.append("\(x) \(y) \(GnuplotText.number(value))")
        guard writesValues, value.isFinite else { continue }
        // Dark text on the light half of the colour map; both maps of numbers, blue and violet, have one light end.
        let isDark = valueRange.map { (value - $0.lowerBound) / ($0.upperBound - $0.lowerBound) > 0.55 } ?? false
        texts.append("\(x) \(y) \(String(format: "%.4g", value)) \(isDark ? 0xFFFFFF : 0x262626)")
      }
    }
    let cells = PlotElement(data: data, options: "using 1:2:3 with image", label: "")
    let labels = PlotElement(data: texts, options: "using 1:2:(strcol(3)):4 with labels textcolor rgb variable", label: "")
    return writesValues ? [cells, labels] : [cells]
  }
}

extension ColorGrid {
  var element: PlotElement {
    let rows = (0..<height * width).map { pixel in
      let color = components[pixel * 3..<pixel * 3 + 3].map { String(Int($0)) }
      return "\(pixel % width) \(pixel / width) " + color.joined(separator: " ")
    }
    return PlotElement(data: rows, options: "using 1:2:3:4:5 with rgbimage", label: "")
  }
}
