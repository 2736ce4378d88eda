/// One of several bodies, chosen when the program runs.
///
/// Operands: the number of the body as an `Int32` scalar, where one that is out of range means the last, and whatever the bodies
/// captured. All bodies have results of the same types.
///
/// Derivative: the same choice among the derivatives of the bodies. Each computes its body once more, so that nothing has to be kept of
/// those that were not taken.
struct Conditional: TupleOperation {
  static let name = "cond"
  let branches: [Region]

  func resultTypes(of operands: [TensorType]) throws(Mistake) -> [TensorType] {
    guard let first = branches.first, operands.count == first.inputs.count + 1 else {
      throw .operandCount(operation: Self.name, given: operands.count, expected: "\((branches.first?.inputs.count ?? 0) + 1) operands")
    }
    guard operands[0].dtype == .int32 else {
      throw .unsupportedDType(operation: Self.name, operands[0].dtype, expected: "a number of Int32")
    }
    guard operands[0].rank == 0 else { throw .rank(operation: Self.name, shape: operands[0].shape, expected: "a number that is a scalar") }
    for branch in branches {
      for (operand, input) in zip(operands.dropFirst(), branch.inputs) where operand != input {
        throw .operandsDiffer(operation: Self.name, [operand, input])
      }
      for (a, b) in zip(first.results, branch.results) where a != b { throw .operandsDiffer(operation: Self.name, [a, b]) }
    }
    return first.results
  }

  func pullback(_ cotangents: [Int: Node], operands: [Node], wanted: OperandSet) -> [Node?] {
    do {
      let captured = Array(operands.dropFirst())
      let targets = captured.indices.filter { captured[$0].dtype.isFloatingPoint && wanted.contains($0 + 1) }
      // Stand-ins, because one captured value may be computed from another.
      let values = captured.map { Node.make(Identity(), $0) }
      let backs = branches.map { branch -> TracedBranch in
        let first = Node.currentID
        let found = branch.cotangents(of: targets, at: values, cotangents)
        return TracedBranch(since: first, zip(found, targets).map { $0 ?? captured[$1].zeros })
      }
      var result = [Node?](repeating: nil, count: operands.count)
      for (target, node) in zip(targets, try Node.conditional(operands[0], backs)) { result[target + 1] = node }
      return result
    } catch {
      let poison = Node.poison(error, operands)
      return operands.map { _ in poison }
    }
  }

  /// Where examples choose the same body, that one for all of them; else all bodies, of whose results each example takes its own.
  func vectorizedResults(_ operands: [ExampleOperand]) -> [Node]? {
    let index = operands[0], captured = Array(operands.dropFirst()), count = index.count
    if !index.differs {
      let traced = branches.map { branch -> TracedBranch in
        let first = Node.currentID
        return TracedBranch(since: first, branch.vectorized(captured, count: count).map(\.spread))
      }
      return try? Node.conditional(index.node, traced)
    }
    let made = branches.map { $0.vectorized(captured, count: count).map(\.spread) }
    guard var chosen = made.last else { return nil }
    for (number, results) in made.enumerated().dropLast() {
      let isThis = Node.compare(index.node, index.node.like(Double(number)), .equal)
      chosen = zip(results, chosen).map { result, other in
        .select(.make(Broadcast(to: result.shape, axes: [0]), isThis), result, other)
      }
    }
    return chosen
  }

  func lower(_ operands: [Value], to results: [TensorType], _ emitter: inout Emitter) throws -> String {
    let regions = try branches.map { branch in
      try emitter.region { emitter, _ in try emitter.emit(branch.program, Array(operands.dropFirst())) }
    }
    return emitter.define(
      "\"stablehlo.case\"(\(operands[0].name)) (\(regions.joined(separator: ", "))) : (tensor<i32>) -> (\(emitter.types(results)))",
      count: results.count)
  }

  func evaluate(_ operands: [HostArray], to results: [TensorType]) throws -> [HostArray] {
    let index = Int(operands[0].elements(Int32.self)[0])
    let branch = branches[branches.indices.contains(index) ? index : branches.count - 1]
    return try branch.evaluate(Array(operands.dropFirst()))
  }

  /// The body that takes longest counts.
  func hostCost(of operands: [TensorType], to result: TensorType) -> Int { branches.reduce(0) { max($0, $1.hostCost) } }

  var hasOwnRule: Bool { branches.contains(where: \.hasOwnRule) }
  var cached: Conditional { Conditional(branches: branches.map(\.cached)) }
}

/// A body without parameters that was traced, and from where on its nodes belong to it.
package struct TracedBranch {
  let first: UInt64
  let results: [Node]

  /// - Parameter first: the identifier that the first node of the body can have.
  package init(since first: UInt64, _ results: [Node]) {
    self.first = first
    self.results = results
  }
}

extension Node {
  /// The results of the branch that `index` says; see `Conditional`.
  package static func conditional(_ index: Node, _ branches: [TracedBranch]) throws -> [Node] {
    if let diagnosis = index.diagnosis { throw diagnosis }
    let (regions, captures) = try GraphLock.held { () throws -> ([Region], [Node]) in
      var captures: [Node] = []
      var seen: Set<UInt64> = []
      for branch in branches {
        captures += try Region.captures(of: branch.results, [], since: branch.first).filter { seen.insert($0.id).inserted }
      }
      return (try branches.map { try Region(captures, $0.results) }, captures)
    }
    let made = makeAll(Conditional(branches: regions), [index] + captures, count: branches.first?.results.count ?? 0)
    if let diagnosis = made.lazy.compactMap(\.diagnosis).first { throw diagnosis }
    return made
  }
}
