import ApusTesting

@testable import ApusGraph

extension OperationTable {
  /// Loops of recurrent networks. Of their results the table compares all elements, in one array.
  static let recurrent: [OperationRow] = [
    loops(states: 3) { try LSTM.of($0, isReversed: $1) }, loops(states: 4, gates: 1) { try LSTMGradient.of($0, isReversed: $1) },
  ]

  /// - Parameters:
  ///   - states: how many operands are states, or added to them.
  ///   - gates: how many after these are gates behind their functions. The weight follows, small enough for numbers that do not grow.
  private static func loops(
    states: Int, gates count: Int = 0, _ loop: (_ gates: TensorType, _ isReversed: Bool) throws -> OperationRow.Case
  ) -> OperationRow {
    let few: [TensorShape] = [[4, 2, 12], [1, 1, 4], [3, 0, 8]], many: [TensorShape] = [[7, 19, 132], [3, 40, 128]]
    let gates = [DType.float64, .float32].flatMap { dtype in few.map { TensorType(dtype, $0) } } + many.map { TensorType(.float32, $0) }
    let cases = gates.flatMap { type in [false, true].compactMap { try? loop(type, $0) } }
    return OperationRow(cases) {
      $0.values =
        [Values](repeating: Values(-1...1), count: states) + [Values](repeating: Values(0...1), count: count) + [Values(-0.2...0.2)]
      $0.differentiable = Array(0...states + count)
      // Each step goes on from the last one's rounding.
      $0.tolerance = Tolerance(factor: 32, floor: 10)
      var operands = cases[0].operands
      let fitting = operands[1]
      operands[1] = TensorType(fitting.dtype, [fitting.shape[0], fitting.shape[1] + 1])
      $0.refusals = [.init(cases[0].operation, operands, .operandsDiffer(operation: "scan", [operands[1], fitting]))]
    }
  }
}

extension LSTM {
  /// The operation for gates `[times, batch, 4 · units]`, with the types of its operands.
  static func of(_ gates: TensorType, isReversed: Bool = false, roundedTo: DType? = nil) throws -> OperationRow.Case {
    let product = DotGeneral(leftContracting: [1], rightContracting: [0], roundedTo: roundedTo)
    let lstm = try LSTM(stack: gates, isReversed: isReversed, product: product), inputs = lstm.scan.body.inputs
    return .init(lstm, [inputs[0], inputs[1], gates, inputs[3]])
  }
}

extension LSTMGradient {
  static func of(_ gates: TensorType, isReversed: Bool = false, roundedTo: DType? = nil) throws -> OperationRow.Case {
    let gradient = try LSTMGradient(stack: gates, isReversed: isReversed, roundedTo: roundedTo), inputs = gradient.scan.body.inputs
    let stack = inputs[2].stacked(gates.shape[0])
    return .init(gradient, [inputs[0], inputs[1], stack, stack, gates, inputs[5]])
  }
}
