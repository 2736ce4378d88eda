extension RecurrentStyle {
  /// The library's tensors of a cell, with the paths that they would have in a model of its own: `lstm.weight_ih_l0`, `lstm.cell.kernel`.
  func tensors(of cell: RecurrentCell, as role: RecurrentCell.Role) -> [WeightMapping.ModelTensor] {
    switch self {
    case .pyTorch:
      let layer = cell.path.split(separator: ".").dropLast(role.depth)
      return zip(["weight_ih", "weight_hh", "bias_ih", "bias_hh"], shapes(of: cell)).map { name, shape in
        .init(path: (layer + [name + Self.pyTorchEnding(role)]).joined(separator: "."), shape: shape)
      }
    case .keras:
      return zip(["kernel", "recurrentKernel", "bias"], shapes(of: cell)).enumerated().map { index, tensor in
        let path = cell.path.isEmpty ? tensor.0 : cell.path + "." + tensor.0
        let place = KerasCellPlace(layer: Self.kerasLayer(cell.kind, role), group: Self.kerasGroup(role), index: index, depth: role.depth)
        return .init(path: path, shape: tensor.1, kerasPlace: place)
      }
    }
  }

  private static func pyTorchEnding(_ role: RecurrentCell.Role) -> Substring {
    switch role {
    case .alone: ""
    case .layer, .forward: "_l0"
    case .backward: "_l0_reverse"
    }
  }

  private static func kerasLayer(_ kind: RecurrentCell.Kind, _ role: RecurrentCell.Role) -> String {
    if role == .forward || role == .backward { return "bidirectional" }
    let name =
      switch kind {
      case .basic: "simple_rnn"
      case .lstm: "lstm"
      case .gru: "gru"
      }
    return role == .alone ? name + "_cell" : name
  }

  private static func kerasGroup(_ role: RecurrentCell.Role) -> String {
    switch role {
    case .alone: ""
    case .layer: "cell/"
    case .forward: "forward_layer/cell/"
    case .backward: "backward_layer/cell/"
    }
  }
}

/// Where a layer of Keras's has a tensor of a cell: such a layer has no variables, but groups that have.
struct KerasCellPlace: Hashable {
  /// The class of the layer, as `bidirectional`.
  let layer: String
  /// As `forward_layer/cell/`.
  let group: String
  /// The number of the variable in the group.
  let index: Int
  /// How many names lie between the layer's path and the variable's.
  let depth: Int
}
