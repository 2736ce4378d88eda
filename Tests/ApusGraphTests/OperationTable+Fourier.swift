import ApusTesting

@testable import ApusGraph

extension OperationTable {
  static let fourier: [OperationRow] = [
    OperationRow(
      [DType.float32, .float64].flatMap { dtype in
        lengths.flatMap { lengths in
          FourierTransform.Kind.allCases.map { .init(FourierTransform(kind: $0, lengths: lengths), [operand($0, lengths, dtype)]) }
        }
      }
    ) {
      $0.differentiable = [0]
      // Sums of up to 60 numbers below 3.
      $0.tolerance = Tolerance(factor: 16, floor: 10)
      $0.refusals = [
        .init(
          FourierTransform(kind: .forward, lengths: [3]), [TensorType(.float32, [3, 3])],
          .attribute(operation: "fourierTransform", problem: "a transform of lengths [3] does not fit", operand: [3, 3])),
        .init(
          FourierTransform(kind: .inverseReal, lengths: [3]), [TensorType(.float32, [2, 3])],
          .attribute(operation: "fourierTransform", problem: "a transform of lengths [3] does not fit", operand: [2, 3])),
        .init(
          FourierTransform(kind: .real, lengths: [0]), [TensorType(.float32, [0])],
          .attribute(operation: "fourierTransform", problem: "lengths of [0] are none of one to three axes", operand: [0])),
      ]
    }
  ]

  private static let lengths = [[1], [2], [7], [8], [3, 4], [4, 5], [1, 1], [2, 3, 4], [3, 4, 5]]

  /// Two batches for transforms of one axis, none for the others.
  private static func operand(_ kind: FourierTransform.Kind, _ lengths: [Int], _ dtype: DType) -> TensorType {
    let extents = kind == .inverseReal ? lengths.dropLast() + [lengths[lengths.count - 1] / 2 + 1] : lengths
    return TensorType(dtype, TensorShape((kind == .real ? [] : [2]) + (lengths.count == 1 ? [2] : []) + extents))
  }
}
