/// A body of which only the results are kept: its derivative computes the values in between once more.
///
/// Operands: what the body captured. Body and derivative are computations of their own (`Emitter.isolated`). Else XLA finds that the values
/// are known already, and keeps them; barriers, with which JAX prevents it, are gone before it looks:
///
/// | gradient of 8 blocks of 4 dense layers, `[1024, 128]` | temporary memory |
/// |---|---|
/// | as it is | 16.8 MB |
/// | recomputed behind barriers | 20.5 MB |
/// | recomputed as a computation of its own | 5.8 MB |
///
/// Chen, Xu, Zhang and Guestrin, "Training deep nets with sublinear memory cost", 2016.
struct Recomputed: TupleOperation {
  static let name = "recomputed"
  let body: Region

  func resultTypes(of operands: [TensorType]) throws(Mistake) -> [TensorType] {
    guard operands.count == body.inputs.count else {
      throw .operandCount(operation: Self.name, given: operands.count, expected: "\(body.inputs.count) operands")
    }
    for (operand, input) in zip(operands, body.inputs) where operand != input {
      throw .operandsDiffer(operation: Self.name, [operand, input])
    }
    return body.results
  }

  func pullback(_ cotangents: [Int: Node], operands: [Node], wanted: OperandSet) -> [Node?] {
    do {
      let values = operands.map { Node.placeholder($0.type, device: $0.device) }
      let given = cotangents.mapValues { Node.placeholder($0.type, device: $0.device) }
      let targets = operands.indices.filter { operands[$0].dtype.isFloatingPoint && wanted.contains($0) }
      let found = zip(targets, body.cotangents(of: targets, at: values, given)).compactMap { target, node in node.map { (target, $0) } }
      if found.isEmpty { return operands.map { _ in nil } }
      let places = cotangents.keys.sorted()
      let (back, captures) = try Region.closing(found.map(\.1), over: values + places.compactMap { given[$0] })
      let made = Node.makeAll(
        Recomputed(body: back), operands + places.compactMap { cotangents[$0] } + captures, count: found.count)
      var result = [Node?](repeating: nil, count: operands.count)
      for ((target, _), node) in zip(found, made) { result[target] = node }
      return result
    } catch {
      let poison = Node.poison(error, operands)
      return operands.map { _ in poison }
    }
  }

  func vectorizedResults(_ operands: [ExampleOperand]) -> [Node]? {
    guard let count = operands.first?.count else { return nil }
    let first = Node.currentID
    return Node.recomputed(body.vectorized(operands, count: count).map(\.spread), since: first)
  }

  func lower(_ operands: [Value], to results: [TensorType], _ emitter: inout Emitter) throws -> String {
    try emitter.isolated(results) { emitter in try emitter.emit(body.program, operands) }
  }

  func evaluate(_ operands: [HostArray], to results: [TensorType]) throws -> [HostArray] { try body.evaluate(operands) }
  func hostCost(of operands: [TensorType], to result: TensorType) -> Int { body.hostCost }
  var hasOwnRule: Bool { body.hasOwnRule }
  var cached: Recomputed { Recomputed(body: body.cached) }
}

extension Region {
  /// The cotangents of the inputs numbered `targets`, for those of results that have one.
  ///
  /// - Parameter inputs: nodes of which none depends on another.
  func cotangents(of targets: [Int], at inputs: [Node], _ given: [Int: Node]) -> [Node?] {
    let results = apply(inputs), places = given.keys.sorted()
    let sweep = ReverseSweep(of: places.map { results[$0] }, seeds: places.compactMap { given[$0] })
    return sweep.gradients(withRespectTo: targets.map { inputs[$0] })
  }
}

extension Node {
  /// The results of a body without parameters, whose values in between are not kept for a derivative.
  ///
  /// - Parameter first: the identifier that the first node of the body can have.
  package static func recomputed(_ results: [Node], since first: UInt64) -> [Node] {
    do {
      let (body, captures) = try Region.closing(results, over: [], since: first)
      return makeAll(Recomputed(body: body), captures, count: results.count)
    } catch {
      return results.map { _ in poison(error) }
    }
  }
}
