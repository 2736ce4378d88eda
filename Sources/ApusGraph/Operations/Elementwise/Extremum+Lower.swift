// Left to itself XLA:CPU gives `a` for the maximum of `a` and NaN. Its option `xla_cpu_enable_fast_min_max = false` ends that, but takes
// the maximum of each row of a 1024 × 1024 matrix from 0.24 to 5.2 ms. A select beside the maximum costs nothing measurable there.

extension Emitter {
  /// The larger or smaller of two values, `operation` being `maximum` or `minimum`; NaN if either is NaN.
  mutating func extremum(_ operation: String, _ a: Value, _ b: Value) -> Value {
    let type = a.type
    let extremum = uniform(operation, [a, b], type)
    guard type.dtype.isFloatingPoint, style == .tuned else { return extremum }
    let flags = TensorType(.bool, type.shape)
    let isNaN = define("stablehlo.compare NE, \(b.name), \(b.name), FLOAT : (\(types([b, b]))) -> \(flags.stableHLO)", flags)
    return define("stablehlo.select \(names([isNaN, b, extremum])) : \(flags.stableHLO), \(type.stableHLO)", type)
  }

  /// The largest or smallest element along axes; NaN if there is one.
  mutating func reduceToExtremum(_ operation: String, _ operand: Value, identity: UInt64, along axes: [Int]) -> Value {
    guard operand.type.dtype.isFloatingPoint, style == .tuned else { return reduce(operand, operation, identity: identity, along: axes) }
    let scalar = TensorType(operand.type.dtype, .scalar)
    let result = TensorType(operand.type.dtype, operand.type.shape.removing(axes))
    let initial = constant(bits: identity, scalar)
    return define(
      """
      "stablehlo.reduce"(\(operand.name), \(initial.name)) (\(region(combining: operation, scalar.dtype))) \
      {dimensions = \(axes.sorted().arrayAttribute)} : (\(operand.type.stableHLO), \(scalar.stableHLO)) -> \(result.stableHLO)
      """, result)
  }

  /// The body of a `reduce` or `reduce_window` that folds by an operation on two elements; an extremum minds NaN.
  func region(combining operation: String, _ dtype: DType) -> String {
    let type = TensorType(dtype, .scalar).stableHLO
    var lines = ["^bb0(%a: \(type), %b: \(type)):", "%folded = stablehlo.\(operation) %a, %b : \(type)"]
    if style == .tuned, dtype.isFloatingPoint, operation == "maximum" || operation == "minimum" {
      lines += [
        "%isNaN = stablehlo.compare NE, %b, %b, FLOAT : (\(type), \(type)) -> tensor<i1>",
        "%result = stablehlo.select %isNaN, %b, %folded : tensor<i1>, \(type)", "stablehlo.return %result : \(type)",
      ]
    } else {
      lines.append("stablehlo.return %folded : \(type)")
    }
    return "{\n" + lines.map { "    \($0)\n" }.joined() + "  }"
  }
}
