import CKernels
import PJRT

/// A long short-term memory along all times.
///
/// Operands: cell and output before the first step, `[batch, units]`, what the input adds to the gates, `[times, batch, 4 · units]`, and
/// the weight, `[units, 4 · units]`. With the quarters (i, u, f, o) of x + h · weight a step makes
///
///     c′ = σ(f) · c + σ(i) · tanh(u)
///     h′ = σ(o) · tanh(c′)
///
/// Results: cell and output after the last step, then stacks `[times, batch, …]` of the outputs h′ and of what the derivative needs: c and
/// h before each step, and the gates behind their functions.
///
/// Hochreiter and Schmidhuber, "Long short-term memory", 1997; Gers, Schmidhuber and Cummins, "Learning to forget", 2000.
struct LSTM: CalledLoopOperation {
  static let name = "lstm"
  static let target = "apus_lstm"
  static let handler: ForeignCall.Handler = { clstm_call($0) }
  static let resultCount = 6
  let scan: Scan

  init(scan: Scan) { self.scan = scan }

  /// - Parameters:
  ///   - stack: what the input adds to the gates.
  ///   - product: of state and weight.
  init(stack: TensorType, isReversed: Bool, product: DotGeneral) throws {
    let axis = 1, units = stack.shape[2] / 4, state = TensorType(stack.dtype, [stack.shape[1], units])
    let inputs = [state, state, stack.element, TensorType(stack.dtype, [units, 4 * units])].map { Node.placeholder($0) }
    let (cell, hidden, projected, weight) = (inputs[0], inputs[1], inputs[2], inputs[3])
    let sums = projected + .make(product, hidden, weight)
    func sum(_ gate: Int) -> Node { sums.sliced(gate * units..<(gate + 1) * units, alongAxis: axis) }
    let (input, update, forget, output) = (sum(0).sigmoid(), sum(1).tanh(), sum(2).sigmoid(), sum(3).sigmoid())
    let nextCell = forget * cell + input * update, nextHidden = output * nextCell.tanh()
    let gates = Node.concatenated([input, update, forget, output], alongAxis: axis)
    let body = try Region(inputs, [nextCell, nextHidden, nextHidden, cell, hidden, gates])
    scan = Scan(body: body, carryCount: 2, arrayCount: 1, count: stack.shape[0], isReversed: isReversed)
  }

  /// A product of oneDNN's in each step, of fewer examples where threads share them.
  var isCallWorthIt: Bool { scan.body.inputs[0].isStateOfCalledLSTM(product) }

  /// That of a step.
  private var product: DotGeneral? { scan.body.program.instructions.lazy.compactMap { $0.operation as? DotGeneral }.first }

  func pullback(_ cotangents: [Int: Node], of tuple: Node, operands: [Node], wanted: OperandSet) -> [Node?] {
    // The derivative's own derivative has more to say: it comes to the stacks that the derivative needs.
    guard let product, let types = try? resultTypes(of: operands.map(\.type)), cotangents.keys.allSatisfy({ $0 <= 2 }) else {
      return pullback(cotangents, operands: operands, wanted: wanted)
    }
    func result(_ index: Int) -> Node { .make(Projection(index: index, type: types[index]), tuple) }
    func cotangent(_ index: Int) -> Node { cotangents[index] ?? .constant(0, types[index], device: tuple.device) }
    do {
      let back = try LSTMGradient(stack: types[5], isReversed: !scan.isReversed, roundedTo: product.roundedTo)
      let given = [cotangent(0), cotangent(1), cotangent(2), result(3), result(5), operands[3]]
      let made = Node.makeAll(back, given, count: LSTMGradient.resultCount)
      if !wanted.contains(3) { return made + [nil] }
      let joined = DotGeneral(leftContracting: [0, 1], rightContracting: [0, 1], roundedTo: product.roundedTo)
      return made + [.make(joined, result(4), made[2])]
    } catch {
      let poison = Node.poison(error, operands)
      return operands.map { _ in poison }
    }
  }
}

extension TensorType {
  /// Whether oneDNN has code for the product of a step, and there is enough to multiply for its call.
  func isStateOfCalledLSTM(_ product: DotGeneral?) -> Bool {
    guard OneDNN.shared != nil, let product, product.roundedTo == nil, shape[0] * shape[1] * shape[1] >= 8_192 else { return false }
    let weight = TensorType(dtype, [shape[1], 4 * shape[1]])
    return LibraryProduct(DotGeneral(leftContracting: [1], rightContracting: [0]), [self, weight], as: dtype)?.kernel != nil
  }
}

extension Node {
  /// See `LSTM`.
  ///
  /// - Returns: the outputs of all times, `[times, batch, units]`, and cell and output after the last step; `nil` for operands that do not
  ///   fit each other, and for no times at all.
  package static func lstm(
    _ projected: Node, weight: Node, cell: Node, hidden: Node, reversed: Bool
  ) -> (outputs: Node, cell: Node, hidden: Node)? {
    guard projected.rank == 3, projected.dtype.isFloatingPoint, projected.shape[0] > 0, projected.shape[2] % 4 == 0 else { return nil }
    let dtype = projected.dtype, units = projected.shape[2] / 4, state = TensorType(dtype, [projected.shape[1], units])
    guard cell.type == state, hidden.type == state, weight.type == TensorType(dtype, [units, 4 * units]) else { return nil }
    var product = DotGeneral(leftContracting: [1], rightContracting: [0])
    if dtype == .float32 { product.roundedTo = Context.local.precision.operands }
    guard let lstm = try? LSTM(stack: projected.type, isReversed: reversed, product: product) else { return nil }
    let made = makeAll(lstm, [cell, hidden, projected, weight], count: LSTM.resultCount)
    return (made[2], made[0], made[1])
  }
}
