import ApusNN

enum ControlFlow: FunctionFamily {
  static let program = "control-flow"

  static func fill<S: TensorFloatingPoint>(_ row: inout FunctionTable<S>) {
    loops(&row)
    row("recomputed") { x in recomputed { tanh(x[0] * x[0]) * x[0] } }
    row("vectorized") { x in vectorized(over: x[0]) { tanh(matmul(x[1], $0.expandingShape(at: 1)).flattened()).sorted() } }
    row("stopGradient") { $0[0] * stopGradient($0[0]) }
    row("withoutDerivative") { $0[0] * withoutDerivative(at: $0[0]) }
    row("withDerivative") { withDerivative(of: { $0 * $0 }, at: $0[0]) { cotangent, x, _ in 4 * x * cotangent } }
  }

  private static func loops<S: TensorFloatingPoint>(_ row: inout FunctionTable<S>) {
    row.several("scan") { recurrence($0[0], $0[1], reversed: false) }
    row.several("scan reversed") { recurrence($0[0], $0[1], reversed: true) }
    row("cond") { x in cond(x[0].sum() .> 0, then: { x[0] * x[1] }, else: { x[0] - x[1] }) }
    row("whileLoop") { whileLoop($0[0], while: { abs($0).sum() .> 1 }, do: { $0 / 2 }) }
    row("whileLoop at most 3") { x in
      whileLoop(x[0], maximumIterations: 3, while: { _ in Tensor<Bool>(true) }, do: { $0 * sin(x[0]) })
    }
  }

  private static func recurrence<S: TensorFloatingPoint>(_ start: Tensor<S>, _ rows: Tensor<S>, reversed: Bool) -> [Tensor<S>] {
    let (last, states) = scan(start, over: rows, reversed: reversed) { state, row in
      let next = tanh(state * row + row)
      return (next, next)
    }
    return [last, states]
  }
}
