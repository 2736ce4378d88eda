import ApusTesting

@testable import ApusGraph

/// Operations in which the order of elements along an axis matters.
extension OperationTable {
  static let ordered: [OperationRow] = [
    OperationRow(sorted { Sort(axis: $0, order: $1) }) {
      $0.differentiable = [0]
      $0.refusals = [.init(Sort(axis: 1, order: .ascending), [floats], .axisOutOfRange(operation: "sort", axis: 1, shape: [3]))]
    },
    OperationRow(sorted { ArgSort(axis: $0, order: $1) }) {
      $0.refusals = [
        .init(ArgSort(axis: 0, order: .descending), [flags], .unsupportedDType(operation: "argSort", .bool, expected: "a number"))
      ]
    },
    OperationRow(first(.values) + first(.indices)) {
      $0.differentiable = [0]
      $0.refusals = [
        .init(
          TopK(count: 4, axis: 0, order: .ascending, part: .values), [floats],
          .attribute(operation: "topK", problem: "there are no 4 elements along axis 0", operand: [3])),
        .init(
          TopK(count: 1, axis: 1, order: .ascending, part: .indices), [floats], .axisOutOfRange(operation: "topK", axis: 1, shape: [3])),
      ]
    },
    OperationRow(running) {
      $0.differentiable = [0]
      $0.tolerance = Tolerance(factor: 32, floor: 4)
      $0.refusals = [.init(Cumulative(fold: .sum, axis: -1), [floats], .axisOutOfRange(operation: "cumulative", axis: -1, shape: [3]))]
    },
  ]

  private static let floats = TensorType(.float32, [3])
  private static let flags = TensorType(.bool, [3])

  private static func sorted(_ make: (Int, SortOrder) -> any Operation) -> [OperationRow.Case] {
    let places: [(Int, TensorShape)] = [(0, [7]), (1, [3, 5, 2]), (0, [4, 3]), (1, [2, 0]), (0, [0]), (0, [1])]
    return [SortOrder.ascending, .descending].flatMap { order in
      DType.numbers.map { .init(make(0, order), [TensorType($0, [9])]) }
        + DType.floatingPoint.map { .init(make(0, order), [TensorType($0, [specials.count])], numbers: [specials]) }
        + places.map { axis, shape in .init(make(axis, order), [TensorType(.float64, shape)]) }
    }
  }

  private static func first(_ part: TopK.Part) -> [OperationRow.Case] {
    sorted { TopK(count: 0, axis: $0, order: $1, part: part) }
      + [SortOrder.ascending, .descending].flatMap { order in
        DType.numbers.map { .init(TopK(count: 4, axis: 0, order: order, part: part), [TensorType($0, [9])]) } + [
          .init(TopK(count: 2, axis: 1, order: order, part: part), [TensorType(.float64, [3, 5, 2])]),
          .init(TopK(count: 1, axis: 1, order: order, part: part), [TensorType(.float32, [3, 5])]),
        ]
      }
  }

  private static var running: [OperationRow.Case] {
    let places: [(Int, TensorShape)] = [(0, [7]), (1, [3, 5, 2]), (0, [8, 3]), (1, [2, 0]), (0, [1])]
    return Cumulative.Fold.allCases.flatMap { fold in
      DType.numbers.map { .init(Cumulative(fold: fold, axis: 0), [TensorType($0, [5])]) }
        + [(false, false), (true, false), (false, true), (true, true)].flatMap { isExclusive, isReversed in
          places.map { axis, shape in
            .init(
              Cumulative(fold: fold, axis: axis, isExclusive: isExclusive, isReversed: isReversed), [TensorType(.float64, shape)])
          }
        }
    }
  }
}
