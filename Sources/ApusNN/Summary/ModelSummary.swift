/// The layers of a model in the order in which they were called, with the shapes of their outputs and the numbers of their parameters.
///
///     print(try LeNet().summary(input: Tensor(zeros: [128, 28, 28, 1])))
///
///     layer  type       output             parameters
///     conv1  Conv2D     [128, 28, 28, 6]          156
///            AvgPool2D  [128, 14, 14, 6]
///     …
///     fc3    Dense      [128, 10]                 850
///     total                                    61,706
public struct ModelSummary: Sendable {
  /// One layer, or a tensor that lies in none.
  public struct Row: Hashable, Sendable {
    /// Where it lies in the model; empty for a layer without tensors, which nothing tells from another.
    public let path: String
    /// Such as `Conv2D`.
    public let type: String
    /// How many layers it is called by.
    public let depth: Int
    /// That of its last output; `nil` if that was no tensor.
    public internal(set) var outputShape: TensorShape?
    /// The trained numbers in it and in none of the layers that it calls.
    public internal(set) var parameterCount = 0
    /// Likewise those that are not trained.
    public internal(set) var constantCount = 0

    init(path: String, type: String, depth: Int) {
      self.path = path
      self.type = type
      self.depth = depth
    }
  }

  public let rows: [Row]
  /// The numbers that are trained.
  public var parameterCount: Int { rows.reduce(0) { $0 + $1.parameterCount } }
  /// The numbers in tensors that are not trained. Those of variables are not among them.
  public var constantCount: Int { rows.reduce(0) { $0 + $1.constantCount } }

  /// The lines of the table, the first and the last of which are its head and its sums.
  public var lines: [String] {
    let cells =
      [["layer", "type", "output", "parameters"]]
      + rows.map { row in
        [
          row.path, String(repeating: "  ", count: row.depth) + row.type, row.outputShape.map { "\($0)" } ?? "",
          Self.counts(row.parameterCount, row.constantCount),
        ]
      } + [["total", "", "", parameterCount.withThousands + (constantCount > 0 ? " + \(constantCount.withThousands) constant" : "")]]
    let widths = (0..<4).map { column in cells.map { $0[column].count }.max() ?? 0 }
    return cells.map { cells in
      let padded = zip(cells, widths).enumerated().map { column, cell in
        let space = String(repeating: " ", count: cell.1 - cell.0.count)
        return column == 3 ? space + cell.0 : cell.0 + space
      }
      return String(padded.joined(separator: "  ").reversed().drop { $0 == " " }.reversed())
    }
  }

  private static func counts(_ parameters: Int, _ constants: Int) -> String {
    let parts = (parameters > 0 ? [parameters.withThousands] : []) + (constants > 0 ? ["\(constants.withThousands) constant"] : [])
    return parts.joined(separator: " + ")
  }
}

extension ModelSummary: CustomStringConvertible {
  public var description: String { lines.joined(separator: "\n") }
}

extension Module {
  /// What becomes of `input` in the layers of this model, layer by layer. Nothing is computed.
  ///
  /// Layers of the library and other `ObservedLayer`s have a line each, tensors in none of them as well.
  /// - Throws: the diagnosis of a layer that cannot take what it gets.
  public func summary(input: Input) throws -> ModelSummary {
    let observer = LayerObserver()
    let model = observer.marked(self)
    let context = Context.local.with(recorder: observer)
    let output = withContext(context) { withLearningPhase(.inference) { model(input) } }
    if let diagnosis = (output as? any SummarizedOutput)?.diagnosis { throw diagnosis }
    observer.addRest(of: model)
    return ModelSummary(rows: observer.rows)
  }
}

extension Int {
  /// With its thousands apart: `61,706`.
  package var withThousands: String {
    var digits = String(magnitude)
    var groups: [Substring] = []
    while digits.count > 3 {
      groups.insert(digits.suffix(3), at: 0)
      digits.removeLast(3)
    }
    return (self < 0 ? "-" : "") + ([Substring(digits)] + groups).joined(separator: ",")
  }
}
