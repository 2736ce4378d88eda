/// How the tensors of a model and of a file go together, one by one: what to look at while a mapping is made.
///
///     print(try compareWeights(of: model, with: "model.safetensors", mapping: .pyTorch))
///     // conv1.filter    conv1.weight    Float [5, 5, 1, 6]  ←  Float [6, 1, 5, 5]
///     // …
///     // everything fits
public struct WeightsReport: Sendable, CustomStringConvertible {
  public struct Row: Hashable, Sendable {
    public let path: String
    /// What the file calls it.
    public let name: String
    /// Scalar type and shape in the model, as `Float [3, 2]`.
    public let expected: String
    /// The same in the file.
    public let found: String
  }

  /// The tensors that fit, in the order of the model.
  public let fitting: [Row]
  /// What does not fit, in the model or in the file.
  public let differences: WeightsError

  public var isComplete: Bool { differences.isEmpty }

  public var description: String {
    func width(_ column: KeyPath<Row, String>) -> Int { fitting.map { $0[keyPath: column].count }.max() ?? 0 }
    func padded(_ text: String, _ width: Int) -> String { text + String(repeating: " ", count: max(0, width - text.count)) }
    let (first, second, third) = (width(\.path), width(\.name), width(\.expected))
    let rows = fitting.map { row in
      "\(padded(row.path, first))  \(padded(row.name, second))  \(padded(row.expected, third))  ←  \(row.found)"
    }
    return (rows + [isComplete ? "everything fits" : differences.description]).joined(separator: "\n")
  }
}

/// Compares the tensors of a module with those of a file; nothing is loaded.
///
/// - Throws: the diagnosis of tensors that no training could change (see `Module`), the error of the file's format.
public func compareWeights(
  of module: some Module, with path: String, mapping: WeightMapping = .own
) throws -> WeightsReport {
  let division = WeightDivision(try module.namedTypes, mapping.recurrentStyle)
  let match = WeightMatch(division.tensors, try openTensorFile(path), mapping)
  return WeightsReport(
    fitting: match.pairs.map { pair in
      .init(
        path: pair.path, name: pair.stored.name, expected: "\(pair.type.dtype) \(pair.type.shape)", found: pair.stored.typeText)
    },
    differences: match.differences)
}

extension Module {
  /// The paths and types of all tensors.
  ///
  /// - Throws: the diagnosis of tensors that cannot be replaced, or have no shape yet.
  var namedTypes: [(path: String, type: TensorType)] {
    get throws {
      try checkParameters()
      var found: [(path: String, type: TensorType)] = []
      visit { path, parameter in found.append((path.name, parameter.node.type)) }
      return found
    }
  }
}
