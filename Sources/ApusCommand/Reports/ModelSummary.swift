import Apus
import TrainingLoop

/// A table of a model's parameters, a line for each layer.
///
///     layer  shape                parameters
///     conv1  [5, 5, 1, 6] [6]            156
///     total                          61,706
struct ModelSummary {
  private let rows: [(layer: String, shape: String, count: String)]

  init(_ model: some Module) {
    var rows: [(layer: String, shape: String, count: Int)] = []
    for (path, shape) in model.parameters {
      let layer = path.lastIndex(of: ".").map { String(path[..<$0]) } ?? path
      if rows.last?.layer == layer {
        rows[rows.count - 1].shape += " \(shape)"
        rows[rows.count - 1].count += shape.contiguousSize
      } else {
        rows.append((layer, "\(shape)", shape.contiguousSize))
      }
    }
    self.rows =
      [("layer", "shape", "parameters")] + rows.map { ($0.layer, $0.shape, NumberText.grouped($0.count)) }
      + [("total", "", NumberText.grouped(model.parameterCount))]
  }

  func text(color: TerminalColor) -> String {
    let widths = (rows.map(\.layer.count).max() ?? 0, rows.map(\.shape.count).max() ?? 0, rows.map(\.count.count).max() ?? 0)
    return rows.enumerated().map { index, row in
      let line =
        row.layer + String(repeating: " ", count: widths.0 - row.layer.count + 2)
        + row.shape + String(repeating: " ", count: widths.1 - row.shape.count + 2 + widths.2 - row.count.count) + row.count
      return index == 0 ? color.paint(line, .bold) : line
    }.joined(separator: "\n")
  }
}
