import ApusTesting
import CPJRTTestKernels

@testable import ApusGraph

extension OperationTable {
  static let calls: [OperationRow] = [
    row(
      DType.allCases, [(WithDerivative(rule: .init { _, _, _ in [] }), [[2, 3]]), (WithDerivative(rule: .init { _, _, _ in [] }), [[]])]
    ) { _ in },
    OperationRow(
      [3, 0].map { (count: Int) -> OperationRow.Case in
        let type = TensorType(.float32, [count])
        return .init(ScaleAndAdd.call(factor: 2.5, type), [type, type])
      }
    ) {
      $0.refusals = [
        .init(
          CustomCall(target: "TopK", type: TensorType(.float32, []), attributes: [:]), [],
          .argument(
            function: "customCall", problem: "no function \"TopK\" is registered",
            hint: "register it: CustomCallRegistry.register(name:_:)")),
        .init(
          CustomCall(target: ScaleAndAdd.name, type: TensorType(.float32, []), attributes: ["a b": .bool(true)]),
          [TensorType(.float32, []), TensorType(.float32, [])],
          .argument(
            function: "customCall", problem: "\"a b\" is not a name for an attribute of \"test_scale_and_add\"",
            hint: "use letters, digits and underscores")),
      ]
    },
  ]
}

/// The C function of the tests as a custom call: `factor · x + y` in `Float`, whose derivative nobody asks for.
enum ScaleAndAdd {
  static let name: String = {
    let name = "test_scale_and_add"
    let function = CustomCallRegistry.Function(
      operandCount: 2, dtypes: [.float32],
      hostEvaluation: { operands, result, attributes in
        guard case .float(let factor)? = attributes["factor"] else { throw Mistake.noHostEvaluation(operation: name) }
        let sums = zip(operands[0].array(of: Float.self), operands[1].array(of: Float.self)).map { factor * $0 + $1 }
        return try HostArray(sums, shape: result.shape)
      },
      pullback: { _, _, _, _ in [nil, nil] }, handler: scale_and_add_handler())
    // Registered once; that it worked is what the tests of this row show.
    try? CustomCallRegistry.register(name: name, function)
    return name
  }()

  static func call(factor: Float, _ type: TensorType) -> CustomCall {
    CustomCall(target: name, type: type, attributes: ["factor": .float(factor)])
  }
}
