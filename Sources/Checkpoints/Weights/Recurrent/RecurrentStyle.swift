/// How another library keeps the weights of recurrent cells.
enum RecurrentStyle {
  /// <https://docs.pytorch.org/docs/stable/generated/torch.nn.LSTM.html>: matrices `[gates · hiddenSize, …]` and two biases.
  case pyTorch
  /// <https://keras.io/api/layers/recurrent_layers/>: a kernel, a recurrent kernel and a bias; two rows of bias where a GRU has two.
  case keras

  /// For each of the library's gates, where the cell has it.
  private func order(of kind: RecurrentCell.Kind) -> [Int] {
    switch (self, kind) {
    case (_, .basic): [0]
    case (_, .lstm): [0, 2, 1, 3]  // input, forget, update, output; the cell: input, update, forget, output
    case (.pyTorch, .gru): [1, 0, 2]  // reset, update, output
    case (.keras, .gru): [0, 1, 2]
    }
  }

  /// PyTorch has no GRU whose reset gate comes before the product.
  func hasCell(of kind: RecurrentCell.Kind) -> Bool { self == .keras || kind != .gru(resetAfter: false) }

  /// The shapes of the library's tensors.
  func shapes(of cell: RecurrentCell) -> [[Int]] {
    let width = cell.kind.gateCount * cell.hiddenSize
    switch self {
    case .pyTorch: return [[width, cell.inputSize], [width, cell.hiddenSize], [width], [width]]
    case .keras:
      return [[cell.inputSize, width], [cell.hiddenSize, width], cell.kind == .gru(resetAfter: true) ? [2, width] : [width]]
    }
  }

  /// The library's tensors.
  ///
  /// - Parameter own: the values of `cell.kind.properties`.
  func tensors(of cell: RecurrentCell, _ own: [Node]) -> [Node] {
    let gates = GateMatrices(of: cell, own).reordered(order(of: cell.kind))
    switch self {
    case .pyTorch:
      return [gates.input.transposed(permutation: [1, 0]), gates.state.transposed(permutation: [1, 0])]
        + [gates.inputBias, gates.stateBias ?? .constant(0, gates.inputBias.type)]
    case .keras:
      return [gates.input, gates.state, gates.stateBias.map { .stacked([gates.inputBias, $0], alongAxis: 0) } ?? gates.inputBias]
    }
  }

  /// The values of `cell.kind.properties`, from the library's tensors.
  func properties(of cell: RecurrentCell, _ tensors: [Node]) -> [Node] {
    let gates: GateMatrices
    switch self {
    case .pyTorch:
      gates = GateMatrices(
        input: tensors[0].transposed(permutation: [1, 0]), state: tensors[1].transposed(permutation: [1, 0]), inputBias: tensors[2],
        stateBias: tensors[3])
    case .keras:
      func row(_ place: Int) -> Node { tensors[2].sliced(place..<place + 1, alongAxis: 0).reshaped(to: [tensors[2].shape[1]]) }
      let hasTwo = tensors[2].shape.count == 2
      gates = GateMatrices(
        input: tensors[0], state: tensors[1], inputBias: hasTwo ? row(0) : tensors[2], stateBias: hasTwo ? row(1) : nil)
    }
    let order = order(of: cell.kind)
    return gates.reordered(order.indices.map { order.firstIndex(of: $0) ?? $0 }).properties(of: cell)
  }
}
