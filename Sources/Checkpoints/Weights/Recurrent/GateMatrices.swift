/// The numbers of a recurrent cell as other libraries have them: all gates beside each other, what is multiplied with the input apart
/// from what is multiplied with the state.
struct GateMatrices {
  /// `[inputSize, gates · hiddenSize]`
  var input: Node
  /// `[hiddenSize, gates · hiddenSize]`
  var state: Node
  /// `[gates · hiddenSize]`
  var inputBias: Node
  /// A bias of the product with the state, `[gates · hiddenSize]`; `nil` where only the sum of both counts.
  var stateBias: Node?

  /// Those of a cell, in the order of its own gates.
  ///
  /// - Parameter own: the values of `cell.kind.properties`.
  init(of cell: RecurrentCell, _ own: [Node]) {
    if cell.kind.isGRU {
      input = .concatenated(Array(own[0..<3]), alongAxis: 1)
      state = .concatenated(Array(own[3..<6]), alongAxis: 1)
      inputBias = .concatenated(Array(own[6..<9]), alongAxis: 0)
      let zeros = Node.constant(0, own[6].type)
      stateBias = own.count > 9 ? .concatenated([zeros, zeros, own[9]], alongAxis: 0) : nil
    } else {
      input = own[0].sliced(0..<cell.inputSize, alongAxis: 0)
      state = own[0].sliced(cell.inputSize..<cell.inputSize + cell.hiddenSize, alongAxis: 0)
      inputBias = own[1]
    }
  }

  init(input: Node, state: Node, inputBias: Node, stateBias: Node?) {
    (self.input, self.state, self.inputBias, self.stateBias) = (input, state, inputBias, stateBias)
  }

  /// The values of `cell.kind.properties`, from matrices in the order of the cell's own gates.
  func properties(of cell: RecurrentCell) -> [Node] {
    guard cell.kind.isGRU else {
      return [.concatenated([input, state], alongAxis: 0), stateBias.map { inputBias + $0 } ?? inputBias]
    }
    func gates(_ node: Node, _ axis: Int) -> [Node] { Self.gates(of: node, 3, alongAxis: axis) }
    var biases = gates(inputBias, 0)
    var ofState = stateBias.map { gates($0, 0) } ?? []
    // The gates' two biases are only ever added; the candidate's is multiplied by the reset gate first.
    if !ofState.isEmpty { for gate in 0..<2 { biases[gate] = biases[gate] + ofState[gate] } }
    ofState = Array(ofState.dropFirst(2))
    return gates(input, 1) + gates(state, 1) + biases + ofState
  }

  /// The same with the gates in another order: the gate that stands at `order[k]` comes to place `k`.
  func reordered(_ order: [Int]) -> GateMatrices {
    if order == Array(order.indices) { return self }
    func reorder(_ node: Node, _ axis: Int) -> Node {
      let gates = Self.gates(of: node, order.count, alongAxis: axis)
      return .concatenated(order.map { gates[$0] }, alongAxis: axis)
    }
    return GateMatrices(
      input: reorder(input, 1), state: reorder(state, 1), inputBias: reorder(inputBias, 0), stateBias: stateBias.map { reorder($0, 0) })
  }

  private static func gates(of node: Node, _ count: Int, alongAxis axis: Int) -> [Node] {
    let width = node.shape[axis] / count
    return (0..<count).map { node.sliced($0 * width..<($0 + 1) * width, alongAxis: axis) }
  }
}
