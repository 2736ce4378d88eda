extension Model {
  /// Prints the layers with the shapes of their outputs and the numbers of their parameters, as Keras does.
  ///
  ///     Model: "sequential"
  ///     _________________________________________________________________
  ///      Layer (type)                Output Shape              Param #
  ///     =================================================================
  ///      dense (Dense)               (None, 10)                7850
  ///     =================================================================
  ///     Total params: 7,850
  ///     Trainable params: 7,850
  ///     Non-trainable params: 0
  ///     _________________________________________________________________
  ///
  /// - Throws: that the model does not know the shape of its input yet, or the diagnosis of a mistake in it.
  public func summary() throws { print(try summaryLines().joined(separator: "\n")) }

  /// The lines that `summary()` prints.
  public func summaryLines() throws -> [String] {
    try checkUse()
    try network.checkParameters()
    guard let inputTypes else { throw KerasError.notBuilt }
    let rows = try network.summaryRows(inputTypes)
    let table = SummaryTable(widths: isSequential ? [29, 26, 10] : [33, 21, 12, 32])
    var lines = ["Model: \"\(name)\"", table.rule("_"), table.line(["Layer (type)", "Output Shape", "Param #", "Connected to"])]
    lines.append(table.rule("="))
    for row in rows where !(isSequential && row.isInput) {
      lines.append(table.line([row.title, row.shape, String(row.trainable + row.constant), row.sources.joined(separator: ", ")]))
    }
    let trainable = rows.reduce(0) { $0 + $1.trainable }, constant = rows.reduce(0) { $0 + $1.constant }
    return lines + [
      table.rule("="), "Total params: \((trainable + constant).withThousands)", "Trainable params: \(trainable.withThousands)",
      "Non-trainable params: \(constant.withThousands)", table.rule("_"),
    ]
  }
}

/// Columns of fixed widths behind a space.
private struct SummaryTable {
  let widths: [Int]

  func rule(_ character: Character) -> String { String(repeating: character, count: widths.reduce(0, +)) }

  /// A text that is too long moves the rest of its line.
  func line(_ cells: [String]) -> String {
    var (line, end) = (" ", 0)
    for (cell, width) in zip(cells, widths) {
      if line.count < end { line += String(repeating: " ", count: end - line.count) }
      line += cell + " "
      end += width
    }
    return String(line.reversed().drop { $0 == " " }.reversed())
  }
}
