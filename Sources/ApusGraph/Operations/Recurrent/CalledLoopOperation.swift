import CKernels
import PJRT

/// A loop that is one call on the CPU: a scan in all other respects.
///
/// In XLA's loop a step of a small recurrent network is a dozen pieces of work, each of which is scheduled and reads and writes what the
/// next one needs; in a call it stays in the cache, and threads share the examples, not the steps.
protocol CalledLoopOperation: TupleOperation {
  static var target: String { get }
  static var handler: ForeignCall.Handler { get }
  /// What is computed; operands and results are the call's.
  var scan: Scan { get }
  /// Whether the call is the faster way; it takes `Float` alone.
  var isCallWorthIt: Bool { get }
  init(scan: Scan)
}

extension CalledLoopOperation {
  func resultTypes(of operands: [TensorType]) throws(Mistake) -> [TensorType] {
    let inputs = scan.body.inputs
    guard operands.count == inputs.count else {
      throw .operandCount(operation: Self.name, given: operands.count, expected: "\(inputs.count) operands")
    }
    for (operand, input) in zip(operands, inputs) where operand.dtype != input.dtype {
      throw .unsupportedDType(operation: Self.name, operand.dtype, expected: "\(input.dtype)")
    }
    return try scan.resultTypes(of: operands)
  }

  func vectorizedResults(_ operands: [ExampleOperand]) -> [Node]? { scan.vectorizedResults(operands) }
  func evaluate(_ operands: [HostArray], to results: [TensorType]) throws -> [HostArray] { try scan.evaluate(operands, to: results) }
  func hostCost(of operands: [TensorType], to result: TensorType) -> Int { scan.hostCost(of: operands, to: result) }
  var hasOwnRule: Bool { scan.hasOwnRule }
  var cached: Self { Self(scan: scan.cached) }

  func pullback(_ cotangents: [Int: Node], operands: [Node], wanted: OperandSet) -> [Node?] {
    scan.pullback(cotangents, operands: operands, wanted: wanted)
  }

  func lower(_ operands: [Value], to results: [TensorType], _ emitter: inout Emitter) throws -> String {
    let isFloat = (operands.map(\.type) + results).allSatisfy { $0.dtype == .float32 }
    guard emitter.style == .tuned, isFloat, isCallWorthIt else { return try scan.lower(operands, to: results, &emitter) }
    return try emitter.customCall(
      Self.target, by: Self.handler, operands, ["reversed": .int64(scan.isReversed ? 1 : 0)], toAll: results)
  }
}
