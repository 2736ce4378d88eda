/// The tensors of a model as a file divides them: recurrent cells as another library's, all others as they are.
struct WeightDivision {
  private enum Part {
    case whole
    case cell(RecurrentCell, RecurrentStyle)
  }

  /// A tensor of the model or of a cell in the other library's form.
  typealias Tensor = (tensor: WeightMapping.ModelTensor, dtype: DType)

  private var parts: [(part: Part, own: [String], divided: Range<Int>)] = []
  /// What the file has, in the model's order.
  private(set) var tensors: [Tensor] = []

  /// - Parameters:
  ///   - own: the model's tensors.
  ///   - style: `nil` for a file that divides nothing.
  init(_ own: [(path: String, type: TensorType)], _ style: RecurrentStyle?) {
    let cells = style.map { Self.cells(among: own, $0) } ?? [:]
    var seen: Set<String> = []
    for (path, type) in own {
      let owner = path.splitAtLastDot.owner
      if let cell = cells[owner], let style {
        guard seen.insert(owner).inserted else { continue }
        let divided = style.tensors(of: cell, as: cell.role(among: cells)).map { ($0, type.dtype) }
        add(.cell(cell, style), cell.kind.properties.map { owner.isEmpty ? $0 : owner + "." + $0 }, divided)
      } else {
        add(.whole, [path], [(.init(path: path, shape: type.shape.dimensions), type.dtype)])
      }
    }
  }

  private mutating func add(_ part: Part, _ own: [String], _ divided: [Tensor]) {
    parts.append((part, own, tensors.count..<tensors.count + divided.count))
    tensors += divided
  }

  private static func cells(among own: [(path: String, type: TensorType)], _ style: RecurrentStyle) -> [String: RecurrentCell] {
    var properties: [String: [String: [Int]]] = [:]
    for (path, type) in own {
      let (owner, property) = path.splitAtLastDot
      properties[owner, default: [:]][property] = type.shape.dimensions
    }
    let cells = properties.compactMap { RecurrentCell(path: $0.key, properties: $0.value) }.filter { style.hasCell(of: $0.kind) }
    return Dictionary(uniqueKeysWithValues: cells.map { ($0.path, $0) })
  }

  /// The file's tensors, in the order of `tensors`.
  ///
  /// - Parameter own: the model's, by path.
  func toFile(_ own: [String: Node]) -> [Node] {
    parts.flatMap { part, paths, _ in
      let nodes = paths.compactMap { own[$0] }
      if case .cell(let cell, let style) = part, nodes.count == paths.count { return style.tensors(of: cell, nodes) }
      return nodes
    }
  }

  /// The model's tensors by path; none of a cell of which the file lacks a tensor.
  ///
  /// - Parameter divided: the file's, by the paths in `tensors`.
  func toModel(_ divided: [String: Node]) -> [String: Node] {
    var own: [String: Node] = [:]
    for (part, paths, range) in parts {
      let nodes = tensors[range].compactMap { divided[$0.tensor.path] }
      guard nodes.count == range.count else { continue }
      let values = if case .cell(let cell, let style) = part { style.properties(of: cell, nodes) } else { nodes }
      for (path, value) in zip(paths, values) { own[path] = value }
    }
    return own
  }
}

extension String {
  /// The path of what has the property, and the property's name.
  var splitAtLastDot: (owner: String, property: String) {
    guard let dot = lastIndex(of: ".") else { return ("", self) }
    return (String(self[..<dot]), String(self[index(after: dot)...]))
  }
}
