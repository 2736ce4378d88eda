/// A body applied to carried values as long as a condition on them holds.
///
/// Operands: the first carried values and what the two captured; results: the last carried values. It has no derivative: how many steps
/// there will be is not known, and so neither how much of them must be kept.
struct WhileLoop: TupleOperation {
  static let name = "whileLoop"
  /// Makes a `Bool` scalar of the carried values and of what both captured.
  let condition: Region
  /// Makes the next carried values of the same.
  let body: Region

  var carryCount: Int { body.results.count }

  func resultTypes(of operands: [TensorType]) throws(Mistake) -> [TensorType] {
    guard operands.count == body.inputs.count else {
      throw .operandCount(operation: Self.name, given: operands.count, expected: "\(body.inputs.count) operands")
    }
    for (operand, input) in zip(operands, body.inputs) where operand != input {
      throw .operandsDiffer(operation: Self.name, [operand, input])
    }
    for (entering, leaving) in zip(body.inputs, body.results) where entering != leaving {
      throw .operandsDiffer(operation: Self.name, [entering, leaving])
    }
    guard condition.results == [TensorType(.bool, .scalar)] else {
      throw .unsupportedDType(
        operation: Self.name, condition.results.first?.dtype ?? .float32, expected: "a condition that is a Bool scalar")
    }
    return body.results
  }

  func pullback(_ cotangents: [Int: Node], operands: [Node], wanted: OperandSet) -> [Node?] {
    let poison = Node.poison(
      Mistake.argument(
        function: Self.name, problem: "a loop without a greatest number of steps has no derivative",
        hint: "give maximumIterations:, or use scan"), operands)
    return operands.map { $0.dtype.isFloatingPoint ? poison : nil }
  }

  func lower(_ operands: [Value], to results: [TensorType], _ emitter: inout Emitter) throws -> String {
    let carried = Array(operands.prefix(carryCount)), captured = operands.dropFirst(carryCount)
    let regions = try [condition, body].map { region in
      try emitter.region(results) { emitter, values in try emitter.emit(region.program, values + captured) }
    }
    return emitter.define(
      "\"stablehlo.while\"(\(emitter.names(carried))) (\(regions.joined(separator: ", "))) : "
        + "(\(emitter.types(results))) -> (\(emitter.types(results)))", count: results.count)
  }

  func evaluate(_ operands: [HostArray], to results: [TensorType]) throws -> [HostArray] {
    var carried = Array(operands.prefix(carryCount))
    let captured = operands.dropFirst(carryCount)
    while try condition.evaluate(carried + captured)[0].array(of: Bool.self)[0] { carried = try body.evaluate(carried + captured) }
    return carried
  }

  /// Nobody knows how many steps there will be; for so many small ones the host needs no compiler.
  private static let assumedSteps = 64

  func hostCost(of operands: [TensorType], to result: TensorType) -> Int {
    min(body.hostCost + condition.hostCost, 1 << 40) * Self.assumedSteps
  }

  var hasOwnRule: Bool { condition.hasOwnRule || body.hasOwnRule }
  var cached: WhileLoop { WhileLoop(condition: condition.cached, body: body.cached) }
}

extension Node {
  /// See `WhileLoop`; both results were traced on `parameters`, which stand for the carried values.
  package static func whileLoop(_ initial: [Node], _ parameters: [Node], while condition: Node, do body: [Node]) -> [Node] {
    do {
      let (regions, captures) = try GraphLock.held { () throws -> ([Region], [Node]) in
        let captures = try Region.captures(of: [condition] + body, parameters)
        return (try [[condition], body].map { try Region(parameters + captures, $0) }, captures)
      }
      return makeAll(WhileLoop(condition: regions[0], body: regions[1]), initial + captures, count: body.count)
    } catch {
      return [Node](repeating: poison(error, initial), count: body.count)
    }
  }
}
