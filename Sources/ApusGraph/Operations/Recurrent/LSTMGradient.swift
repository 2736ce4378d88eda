import CKernels
import PJRT

/// The derivative of `LSTM`, from the last step to the first.
///
/// Operands: the cotangents of cell and output after the last step, `[batch, units]`, stacks `[times, batch, …]` of the outputs'
/// cotangents, of the cells before each step and of the gates behind their functions, and the weight. Results: the cotangents of cell and
/// output before the first step, and of what the input adds to the gates.
///
/// With t = tanh(c′), with the gates (i, u, f, o) behind their functions, and with d = c̄′ + h̄′ · o · (1 − t²) as the cotangent of the cell
/// after a step, those of the gates are d · u · i(1 − i), d · i · (1 − u²), d · c · f(1 − f) and h̄′ · t · o(1 − o), and that of the cell before
/// the step is d · f.
struct LSTMGradient: CalledLoopOperation {
  static let name = "lstmGradient"
  static let target = "apus_lstm_gradient"
  static let handler: ForeignCall.Handler = { clstm_gradient_call($0) }
  static let resultCount = 3
  let scan: Scan

  init(scan: Scan) { self.scan = scan }

  /// - Parameters:
  ///   - stack: the gates.
  ///   - isReversed: whether the last step, from which this goes back, was at the last time.
  init(stack: TensorType, isReversed: Bool, roundedTo: DType?) throws {
    let axis = 1, units = stack.shape[2] / 4, state = TensorType(stack.dtype, [stack.shape[1], units])
    let inputs = [state, state, state, state, stack.element, TensorType(stack.dtype, [units, 4 * units])].map { Node.placeholder($0) }
    let (ofCell, cell, gates, weight) = (inputs[0], inputs[3], inputs[4], inputs[5]), ofHidden = inputs[1] + inputs[2]
    func gate(_ index: Int) -> Node { gates.sliced(index * units..<(index + 1) * units, alongAxis: axis) }
    let (input, update, forget, output) = (gate(0), gate(1), gate(2), gate(3))
    let shown = (forget * cell + input * update).tanh(), ofNext = ofCell + ofHidden * output * (1 - shown * shown)
    let ofGates = Node.concatenated(
      [
        ofNext * update * input * (1 - input), ofNext * input * (1 - update * update), ofNext * cell * forget * (1 - forget),
        ofHidden * shown * output * (1 - output),
      ], alongAxis: axis)
    let product = DotGeneral(leftContracting: [1], rightContracting: [1], roundedTo: roundedTo)
    let body = try Region(inputs, [ofNext * forget, .make(product, ofGates, weight), ofGates])
    scan = Scan(body: body, carryCount: 2, arrayCount: 3, count: stack.shape[0], isReversed: isReversed)
  }

  var isCallWorthIt: Bool {
    scan.body.inputs[0].isStateOfCalledLSTM(scan.body.program.instructions.lazy.compactMap { $0.operation as? DotGeneral }.first)
  }
}
