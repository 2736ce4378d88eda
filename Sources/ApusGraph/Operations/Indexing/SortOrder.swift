import CKernels
import PJRT

/// The order of `Sort` and `ArgSort`: equal elements keep theirs, and a NaN counts as larger than every number, as in NumPy.
enum SortOrder: Hashable, Sendable {
  case ascending, descending

  /// The first `count` elements of each row in this order as `name#0`, and where they stand as `name#1`: by a function in C, for `Float` along
  /// the last axis. `nil` where that is not for it.
  ///
  /// XLA compares two elements at a time by a function that it cannot see through: `[128, 1000]` in 8.6 ms instead of 0.9, its first five
  /// in 8.0 instead of 0.04.
  func lowerByCall(_ operand: Value, count: Int, axis: Int, _ emitter: inout Emitter) throws -> String? {
    let type = operand.type
    guard emitter.style == .tuned, type.dtype == .float32, axis == type.rank - 1, count > 0, type.elementCount > 0 else { return nil }
    var shape = type.shape
    shape[axis] = count
    return try emitter.customCall(target, by: handler, [operand], toAll: [TensorType(.float32, shape), TensorType(.int32, shape)])
  }

  var target: String { self == .ascending ? "apus_sort_ascending" : "apus_sort_descending" }
  var handler: ForeignCall.Handler { self == .ascending ? { csort_ascending($0) } : { csort_descending($0) } }

  /// Sorts `operands` along `axis` by the first of them, and returns the name under which the results are `name#0`, `name#1`, ….
  func lower(_ operands: [Value], axis: Int, _ emitter: inout Emitter) -> String {
    let dtype = operands[0].type.dtype
    let scalars = operands.map { TensorType($0.type.dtype, .scalar).stableHLO }
    let arguments = scalars.enumerated().map { "%a\($0): \($1), %b\($0): \($1)" }.joined(separator: ", ")
    let (before, after) = self == .ascending ? ("%a0", "%b0") : ("%b0", "%a0")
    let types = "(\(scalars[0]), \(scalars[0])) -> tensor<i1>"
    var lines: [String]
    if dtype.isFloatingPoint {
      lines = [
        "%less = stablehlo.compare LT, \(before), \(after), FLOAT : \(types)",
        "%isNumber = stablehlo.compare EQ, \(before), \(before), FLOAT : \(types)",
        "%isNaN = stablehlo.compare NE, \(after), \(after), FLOAT : \(types)",
        "%isLast = stablehlo.and %isNumber, %isNaN : tensor<i1>",
        "%first = stablehlo.or %less, %isLast : tensor<i1>",
      ]
    } else {
      let kind = dtype.isSignedInteger ? "SIGNED" : "UNSIGNED"
      lines = ["%first = stablehlo.compare LT, \(before), \(after), \(kind) : \(types)"]
    }
    lines.append("stablehlo.return %first : tensor<i1>")
    let body = "{\n  ^bb0(\(arguments)):\n" + lines.map { "    \($0)\n" }.joined() + "  }"
    let attributes = "{dimension = \(axis) : i64, is_stable = true}"
    return emitter.define(
      "\"stablehlo.sort\"(\(emitter.names(operands))) (\(body)) \(attributes) : (\(emitter.types(operands))) -> (\(emitter.types(operands)))",
      count: operands.count)
  }

  func comesBefore<E: NumberElement>(_ a: E, _ b: E) -> Bool {
    let (x, y) = self == .ascending ? (a, b) : (b, a)
    return x < y || !x.isNotANumber && y.isNotANumber
  }

  /// The place of each result along `axis`, for every row, as offsets in the whole array: `body` gets them row by row.
  func forEachRow<E: NumberElement>(of operand: HostArray, axis: Int, _: E.Type, _ body: (_ offsets: [Int], _ order: [Int]) -> Void) {
    let shape = operand.type.shape, elements = operand.elements(E.self), stride = shape.rowMajorStrides[axis]
    forEachPosition(shape.keeping([axis])) { _, place in
      let start = zip(place, shape.rowMajorStrides).reduce(0) { $0 + $1.0 * $1.1 }
      let offsets = (0..<shape[axis]).map { start + $0 * stride }
      // The standard library's sort keeps the order of equal elements.
      body(offsets, offsets.indices.sorted { comesBefore(elements[offsets[$0]], elements[offsets[$1]]) })
    }
  }

  /// What both operations take.
  static func check(_ name: String, _ operands: [TensorType], axis: Int) throws(Mistake) -> TensorType {
    guard operands.count == 1 else { throw .operandCount(operation: name, given: operands.count, expected: "one operand") }
    guard operands[0].dtype.isNumber else { throw .unsupportedDType(operation: name, operands[0].dtype, expected: "a number") }
    guard operands[0].shape.indices.contains(axis) else {
      throw .axisOutOfRange(operation: name, axis: axis, shape: operands[0].shape)
    }
    guard operands[0].shape[axis] <= Int(Int32.max) else {
      throw .attribute(operation: name, problem: "places along axis \(axis) do not fit Int32", operand: operands[0].shape)
    }
    return operands[0]
  }

  static func hostCost(_ type: TensorType, axis: Int) -> Int {
    type.elementCount * 8 * Swift.max(1, Int.bitWidth - type.shape[axis].leadingZeroBitCount)
  }
}
