/// A body applied to the elements of arrays along their first axis, one after the other, with values that are carried from step to step.
///
/// Operands: the first carried values, the arrays, what the body captured. The body makes of carried values, elements and captured
/// values the next carried values and elements of the results. Results: the last carried values, and the elements stacked along a new
/// first axis.
///
/// Derivative: a scan in the other direction. Of the values in the body it needs some of each step; a scan like this one that stacks
/// these as further results takes this one's place in the program, so that the body is computed once (`Program.mergingScans`).
struct Scan: TupleOperation {
  static let name = "scan"
  let body: Region
  let carryCount: Int
  /// How many arrays there are.
  let arrayCount: Int
  /// The number of steps, at least one.
  let count: Int
  /// Whether the steps go from the last element to the first. Results are stacked at the places of their elements all the same.
  var isReversed = false
  /// The body of the scan that this one computes as well, with further results after its own.
  var extended: Region?

  func resultTypes(of operands: [TensorType]) throws(Mistake) -> [TensorType] {
    guard operands.count == body.inputs.count else {
      throw .operandCount(operation: Self.name, given: operands.count, expected: "\(body.inputs.count) operands")
    }
    for (index, (operand, input)) in zip(operands, body.inputs).enumerated() {
      let expected = isArray(index) ? input.stacked(count) : input
      if operand != expected { throw .operandsDiffer(operation: Self.name, [operand, expected]) }
    }
    for (entering, leaving) in zip(body.inputs, body.results.prefix(carryCount)) where entering != leaving {
      throw .operandsDiffer(operation: Self.name, [entering, leaving])
    }
    return body.results.prefix(carryCount) + body.results.dropFirst(carryCount).map { $0.stacked(count) }
  }

  func isArray(_ operand: Int) -> Bool { (carryCount..<carryCount + arrayCount).contains(operand) }

  func hostCost(of operands: [TensorType], to result: TensorType) -> Int {
    let (cost, isBeyond) = body.hostCost.multipliedReportingOverflow(by: count)
    return isBeyond ? 1 << 40 : cost
  }

  var hasOwnRule: Bool { body.hasOwnRule }

  var cached: Scan {
    Scan(
      body: body.cached, carryCount: carryCount, arrayCount: arrayCount, count: count, isReversed: isReversed, extended: extended?.cached)
  }
}

extension TensorType {
  /// `count` values of this type along a new first axis.
  func stacked(_ count: Int) -> TensorType { TensorType(dtype, [count] + shape) }

  /// One of the values along the first axis.
  package var element: TensorType { TensorType(dtype, TensorShape(Array(shape.dropFirst()))) }
}

extension Node {
  /// See `Scan`.
  ///
  ///     let (sums, squares) = Node.scan([zero], over: [x]) { carry, x in ([carry[0] + x[0]], [x[0] * x[0]]) }
  ///
  /// - Parameters:
  ///   - arrays: at least one; all with the same extent along their first axis.
  ///   - body: makes of carried values and elements the next carried values, of the same types, and elements of the results.
  package static func scan(
    _ initial: [Node], over arrays: [Node], reversed: Bool = false, _ body: ([Node], [Node]) -> (carry: [Node], elements: [Node])
  ) -> (carry: [Node], stacked: [Node]) {
    let operands = initial + arrays
    let parameters = (initial.map(\.type) + arrays.map(\.type.element)).map { Node.placeholder($0, device: operands.first?.device) }
    let (carry, elements) = body(Array(parameters.prefix(initial.count)), Array(parameters.dropFirst(initial.count)))
    let results = scan(operands, arrays.count, reversed: reversed, parameters, carry, elements)
    return (Array(results.prefix(carry.count)), Array(results.dropFirst(carry.count)))
  }

  /// The results of a scan whose body was traced on `parameters`.
  package static func scan(
    _ operands: [Node], _ arrayCount: Int, reversed: Bool, _ parameters: [Node], _ carry: [Node], _ elements: [Node]
  ) -> [Node] {
    do {
      let (body, captures) = try Region.closing(carry + elements, over: parameters)
      let count = operands[carry.count].shape[0]
      if count == 0 { return operands.prefix(carry.count) + elements.map { .constant(0, $0.type.stacked(0), device: $0.device) } }
      let scan = Scan(body: body, carryCount: carry.count, arrayCount: arrayCount, count: count, isReversed: reversed)
      return makeAll(scan, operands + captures, count: carry.count + elements.count)
    } catch {
      return [Node](repeating: poison(error, operands), count: carry.count + elements.count)
    }
  }
}
