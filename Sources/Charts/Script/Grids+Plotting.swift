import Foundation

extension CellGrid {
  /// The cells, and the numbers in them if wanted.
  func elements(valueRange: ClosedRange<Double>?, colorMap: ColorMap) -> [PlotElement] {
    var data: [String] = [], texts: [String] = []
    for (y, row) in rows.enumerated() {
      for (x, value) in row.enumerated() where value.isFinite {
        let (left, top) = (Double(x) - 0.5, Double(y) - 0.5)
        data.append("\(x) \(y) \(left) \(left + 1) \(top) \(top + 1) \(value)")
        guard writesValues else { continue }
        let share = valueRange.map { (value - $0.lowerBound) / ($0.upperBound - $0.lowerBound) } ?? 0
        texts.append("\(x) \(y) \(String(format: "%.4g", value)) \(colorMap.isDark(at: share) ? 0xFFFFFF : 0x262626)")
      }
    }
    // Boxes, because viewers of SVG may smooth the pixels of an image; with borders of their own colour, because no gap may show.
    let look = "using 1:2:3:4:5:6:7 with boxxyerror fillstyle solid 1 border linewidth 0.5 linecolor palette"
    let labels = PlotElement(data: texts, options: "using 1:2:(strcol(3)):4 with labels textcolor rgb variable", label: "")
    return [PlotElement(data: data, options: look, label: "")] + (writesValues ? [labels] : [])
  }
}

extension ColorGrid {
  var element: PlotElement {
    // gnuplot draws no image that is one pixel high or wide, but one of two halves.
    let (rowParts, columnParts) = (height == 1 ? 2 : 1, width == 1 ? 2 : 1)
    var rows: [String] = []
    for row in 0..<height * rowParts {
      for column in 0..<width * columnParts {
        let pixel = (row / rowParts * width + column / columnParts) * 3
        let (x, y) = (Self.center(column, parts: columnParts), Self.center(row, parts: rowParts))
        rows.append("\(x) \(y) " + components[pixel..<pixel + 3].map { String(Int($0)) }.joined(separator: " "))
      }
    }
    return PlotElement(data: rows, options: "using 1:2:3:4:5 with rgbimage", label: "")
  }

  private static func center(_ index: Int, parts: Int) -> String {
    parts == 1 ? String(index) : String((Double(index) + 0.5) / Double(parts) - 0.5)
  }
}
