import ApusTesting

@testable import ApusGraph

extension OperationTable {
  /// What moves elements and computes nothing.
  static let axesMoved: [OperationRow] = [
    everywhere([
      (Broadcast(to: [2, 3], axes: []), []), (Broadcast(to: [2, 3, 4], axes: [1]), [3]), (Broadcast(to: [2, 3], axes: [0, 1]), [2, 1]),
      (Broadcast(to: [0, 3], axes: [1]), [3]), (Broadcast(to: [], axes: []), []),
    ]) {
      $0.refusals = [
        .init(
          Broadcast(to: [2, 3], axes: [1]), [TensorType(.float32, [2])],
          .notBroadcastable(operation: "broadcast", left: [2], right: [2, 3]))
      ]
    },
    everywhere([
      (Reshape(shape: [3, 2]), [2, 3]), (Reshape(shape: []), [1, 1]), (Reshape(shape: [0, 5]), [3, 0]), (Reshape(shape: [6]), [6]),
    ]) {
      $0.refusals = [.init(Reshape(shape: [4]), [TensorType(.float32, [2, 3])], .cannotReshape(from: [2, 3], to: [4]))]
    },
    everywhere([
      (Transpose(permutation: [1, 0]), [2, 3]), (Transpose(permutation: [2, 0, 1]), [2, 3, 4]), (Transpose(permutation: []), []),
      (Transpose(permutation: [1, 0]), [0, 3]),
    ]),
    everywhere([
      (Reverse(axes: [0]), [5]), (Reverse(axes: [2, 0]), [2, 3, 4]), (Reverse(axes: []), []), (Reverse(axes: [0]), [0, 2]),
    ]) {
      $0.refusals = [
        .init(Reverse(axes: [1]), [TensorType(.float32, [2])], .axisOutOfRange(operation: "reverse", axis: 1, shape: [2])),
        .init(
          Reverse(axes: [0, 0]), [TensorType(.float32, [2])],
          .attribute(operation: "reverse", problem: "the axes [0, 0] repeat one", operand: [2])),
      ]
    },
    OperationRow(
      DType.numbers.flatMap { dtype in
        [([4], 0), ([2, 3, 4], 1), ([0], 0)].map { .init(Iota(type: TensorType(dtype, $0), axis: $1), []) }
      }
    ) {
      $0.refusals = [
        .init(Iota(type: TensorType(.float32, []), axis: 0), [], .axisOutOfRange(operation: "iota", axis: 0, shape: [])),
        .init(
          Iota(type: TensorType(.bool, [2]), axis: 0), [], .unsupportedDType(operation: "iota", .bool, expected: "a number")),
      ]
    },
  ]

  /// A row for an operation on one operand of any element type.
  private static func everywhere(
    _ cases: [(any Operation, TensorShape)], _ change: (inout OperationRow) -> Void = { _ in }
  ) -> OperationRow {
    OperationRow(DType.allCases.flatMap { dtype in cases.map { .init($0, [TensorType(dtype, $1)]) } }) {
      $0.differentiable = [0]
      change(&$0)
    }
  }
}
