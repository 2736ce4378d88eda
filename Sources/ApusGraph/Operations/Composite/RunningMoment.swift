/// r + (m − r) · share, where r `[features]` is a running mean or variance and m the batch's: a row of `[2, features]`, mean and variance.
struct RunningMoment: CompositeOperation {
  static let name = "runningMoment"
  /// 0 for the mean, 1 for the variance.
  let row: Int
  let share: Double

  func resultType(of operands: [TensorType]) throws(Mistake) -> TensorType {
    guard operands.count == 2 else { throw .operandCount(operation: Self.name, given: operands.count, expected: "two operands") }
    guard operands[0].dtype.isFloatingPoint else {
      throw .unsupportedDType(operation: Self.name, operands[0].dtype, expected: "Float, Double, Float16 or BFloat16")
    }
    guard operands[0].rank == 1, operands[1] == TensorType(operands[0].dtype, [2] + operands[0].shape) else {
      throw .operandsDiffer(operation: Self.name, operands)
    }
    return operands[0]
  }

  func decomposition(of operands: [Node]) -> Node {
    operands[0] + (operands[1].featureRow(row) - operands[0]) * operands[0].like(share)
  }
}

extension Node {
  /// A running mean and a running variance, both `[features]`, moved by `share` of the way to the batch's `moments`, `[2, features]`.
  public static func moved(_ mean: Node, _ variance: Node, to moments: Node, by share: Double) -> (mean: Node, variance: Node) {
    (.make(RunningMoment(row: 0, share: share), mean, moments), .make(RunningMoment(row: 1, share: share), variance, moments))
  }
}
