/// One result of an operation that has several.
struct Projection: Operation {
  static let name = "result"
  let index: Int
  let type: TensorType

  func resultType(of operands: [TensorType]) throws(Mistake) -> TensorType { type }

  /// The reverse sweep hands the cotangent to the operation itself, with those of its other results.
  func pullback(_ cotangent: Node, operands: [Node], result: Node) -> [Node?] { [nil] }

  func lower(_ operands: [Value], to result: TensorType, _ emitter: inout Emitter) throws -> Value {
    Value(name: "\(operands[0].name)#\(index)", type: result)
  }

  func evaluate(_ operands: [HostArray], to result: TensorType) throws -> HostArray { operands[0].parts[index] }
  func hostCost(of operands: [TensorType], to result: TensorType) -> Int { 0 }
}

extension HostArray {
  private final class Parts: Sendable {
    let arrays: [HostArray]
    init(_ arrays: [HostArray]) { self.arrays = arrays }
  }

  /// The results of an operation that has several, as the interpreter passes them on to their projections.
  ///
  /// - Throws: a mistake if there are none.
  init(tuple arrays: [HostArray]) throws {
    guard let first = arrays.first else { throw Mistake.operandCount(operation: "tuple", given: 0, expected: "at least one result") }
    self.init(type: .tuple, pointer: first.pointer, owner: Parts(arrays))
  }

  var parts: [HostArray] { (owner as? Parts)?.arrays ?? [] }
}
