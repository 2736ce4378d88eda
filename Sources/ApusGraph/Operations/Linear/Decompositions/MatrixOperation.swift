import PJRT

/// An operation on matrices, the last two axes of its operands; all axes before are batches, the same for all operands.
///
/// StableHLO has no decompositions, so a program on the CPU calls back: LAPACK where the machine has it (`LAPACK`), else the reference
/// evaluation. Numbers are `Float` or `Double`. A matrix in which something is infinite or NaN makes a result of NaN, and so does one
/// without factors: nothing throws, hangs or ends the process.
///
/// A node has one result. Operations with several factors put them one below the other, in rows of equal length.
protocol MatrixOperation: Operation {
  /// The name under which programs call the function.
  static var target: String { get }
  /// `{ answer($0) }`: a C function captures nothing, so each operation brings its own.
  static var handler: ForeignCall.Handler { get }
  /// The result for one matrix of each operand, in plain loops; `nil` if there is none.
  static func factors(of operands: [Matrix<Double>]) -> Matrix<Double>?
  /// The same by LAPACK.
  static func factors<E: LAPACKElement>(of operands: [Matrix<E>], _ lapack: LAPACK) -> Matrix<E>?
}

extension MatrixOperation {
  /// Checks what all of these operations ask of their operands, of which there are `count`: element type, rank, batches.
  static func check(_ operands: [TensorType], count: Int) throws(Mistake) {
    guard operands.count == count else {
      throw .operandCount(operation: name, given: operands.count, expected: count == 1 ? "one operand" : "two operands")
    }
    for operand in operands where operand.dtype != .float32 && operand.dtype != .float64 {
      throw .unsupportedDType(operation: name, operand.dtype, expected: "Float, Double")
    }
    for operand in operands where operand.rank < 2 {
      throw .rank(operation: name, shape: operand.shape, expected: "[…, rows, columns]")
    }
    for operand in operands where operand.dtype != operands[0].dtype || operand.shape.batch != operands[0].shape.batch {
      throw .operandsDiffer(operation: name, operands)
    }
  }

  /// As many rows as columns.
  static func checkSquare(_ operand: TensorType) throws(Mistake) {
    if operand.shape.rows == operand.shape.columns { return }
    throw .attribute(operation: name, problem: "the matrices are not square", operand: operand.shape)
  }

  /// Examples are one more batch.
  func vectorized(_ operands: [ExampleOperand]) -> Node? { .make(self, operands.map(\.spread)) }

  func lower(_ operands: [Value], to result: TensorType, _ emitter: inout Emitter) throws -> Value {
    if result.elementCount == 0 { return emitter.constant(0, result) }
    return try emitter.customCall(Self.target, by: Self.handler, operands, to: result)
  }

  func evaluate(_ operands: [HostArray], to result: TensorType) throws -> HostArray {
    let output = try HostArray(uninitialized: result)
    try result.dtype.dispatchFloat(MatrixWalk(operands: operands, output: output) { Self.factors(of: $0) })
    return output
  }

  /// A decomposition takes some multiple of the third power of a matrix' side.
  func hostCost(of operands: [TensorType], to result: TensorType) -> Int {
    let shape = operands[0].shape, side = max(shape.rows, shape.columns)
    return TensorShape([shape.batch.contiguousSize, shape.rows, shape.columns, side, 8]).contiguousSize &+ result.elementCount
  }
}

extension TensorShape {
  var rows: Int { self[rank - 2] }
  var columns: Int { self[rank - 1] }
  /// The axes before those of a matrix.
  var batch: TensorShape { TensorShape(Array(dropLast(2))) }
}

/// Takes the matrices of the operands one after the other, computed in `Double`, and writes the results.
struct MatrixWalk: FloatVisitor {
  let operands: [HostArray]
  let output: HostArray
  let factors: ([Matrix<Double>]) -> Matrix<Double>?

  func visit<E: FloatElement>(_: E.Type) throws {
    for place in 0..<operands[0].type.shape.batch.contiguousSize {
      output.write(Matrix<E>.finite(operands, place).flatMap { factors($0.map(\.widened)) }.map(Matrix<E>.init), at: place, of: operands)
    }
  }
}
