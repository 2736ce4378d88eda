import ApusTesting

@testable import ApusGraph

extension OperationTable {
  /// Operations with bodies. Of the bodies' results the table compares all elements, in one array.
  static let loops: [OperationRow] = [scans, conditionals, whileLoops, recomputed]

  private static let shapes: [TensorShape] = [[], [3], [2, 2]]
  private static let types: [TensorType] = [DType.float64, .float32].flatMap { dtype in shapes.map { TensorType(dtype, $0) } }

  private static var scans: OperationRow {
    var cases = types.flatMap { [rotation($0, count: 4, reversed: false), rotation($0, count: 4, reversed: true)] }
    cases.append(rotation(TensorType(.float64, [0]), count: 3, reversed: false))
    cases.append(rotation(TensorType(.float64, [2]), count: 1, reversed: true))
    cases.append(counting)
    return OperationRow(cases) {
      $0.values = [Values(-1...1)]
      $0.differentiable = [0, 1, 2, 3]
      // Each step goes on from the last one's rounding.
      $0.tolerance = Tolerance(factor: 16, floor: 1)
      $0.refusals = [
        .init(
          Scan(body: .of([TensorType(.float32, [2])]) { $0.map { $0.converted(to: .float64) } }, carryCount: 1, arrayCount: 0, count: 3),
          [TensorType(.float32, [2])],
          .operandsDiffer(operation: "scan", [TensorType(.float32, [2]), TensorType(.float64, [2])])),
        .init(
          Scan(body: .of([TensorType(.float32, [2])]) { $0 }, carryCount: 0, arrayCount: 1, count: 3), [TensorType(.float32, [4, 2])],
          .operandsDiffer(operation: "scan", [TensorType(.float32, [4, 2]), TensorType(.float32, [3, 2])])),
      ]
    }
  }

  /// Two carried values, an array and a captured value, all of which matter to everything.
  private static func rotation(_ type: TensorType, count: Int, reversed: Bool) -> OperationRow.Case {
    let body = Region.of([type, type, type, type]) { inputs in
      let (a, b, x, w) = (inputs[0], inputs[1], inputs[2], inputs[3])
      let next = (a * w + x).tanh()
      return [next, b * next - x, next * b + w]
    }
    return .init(
      Scan(body: body, carryCount: 2, arrayCount: 1, count: count, isReversed: reversed), [type, type, type.stacked(count), type])
  }

  /// Integers and `Bool` carried and stacked.
  private static var counting: OperationRow.Case {
    let number = TensorType(.int32, []), flag = TensorType(.bool, [])
    let body = Region.of([number, flag, number]) { inputs in
      [inputs[0] + inputs[2], .make(Not(), [inputs[1]]), inputs[0], inputs[1]]
    }
    return .init(Scan(body: body, carryCount: 2, arrayCount: 1, count: 5), [number, flag, number.stacked(5)])
  }

  private static var conditionals: OperationRow {
    OperationRow(types.flatMap { type in [-1, 0, 1, 2].map { choice(type, $0) } }) {
      $0.values = [Values(0...1), Values(-1...1)]
      $0.differentiable = [1, 2]
      $0.refusals = [
        .init(
          Conditional(branches: [.of([]) { _ in [.constant(1, TensorType(.float32, []))] }]), [TensorType(.int64, [])],
          .unsupportedDType(operation: "cond", .int64, expected: "a number of Int32")),
        .init(
          Conditional(branches: [.of([]) { _ in [.constant(1, TensorType(.float32, []))] }]), [TensorType(.int32, [2])],
          .rank(operation: "cond", shape: [2], expected: "a number that is a scalar")),
        .init(
          Conditional(branches: [.float32, .float64].map { dtype in .of([]) { _ in [.constant(1, TensorType(dtype, []))] } }),
          [TensorType(.int32, [])], .operandsDiffer(operation: "cond", [TensorType(.float32, []), TensorType(.float64, [])])),
      ]
    }
  }

  private static func choice(_ type: TensorType, _ index: Double) -> OperationRow.Case {
    let product = Region.of([type, type]) { [$0[0] * $0[1], $0[0].exp()] }
    let difference = Region.of([type, type]) { [$0[0] - $0[1], $0[1] * $0[1]] }
    let count = type.elementCount
    let rising = (0..<count).map { place -> Double in 0.3 + 0.1 * Double(place) }
    let falling = rising.map { number -> Double in 1 - 2 * number }
    let numbers: [[Double]] = [[index], rising, falling]
    return .init(Conditional(branches: [product, difference]), [TensorType(.int32, []), type, type], numbers: numbers)
  }

  private static var recomputed: OperationRow {
    let number = TensorType(.int32, []), float = TensorType(.float32, [])
    let counted = Region.of([number, float]) { [$0[0] + $0[0], $0[1] * $0[0].converted(to: .float32)] }
    var cases = [OperationRow.Case(Recomputed(body: counted), [number, float])]
    cases += types.map { type -> OperationRow.Case in
      let body = Region.of([type, type]) { inputs in
        let product = inputs[0] * inputs[1]
        return [product.tanh(), product.exp() - inputs[1]]
      }
      return .init(Recomputed(body: body), [type, type])
    }
    return OperationRow(cases) {
      $0.differentiable = [0, 1]
      $0.values = [Values(-1...1)]
      $0.refusals = [
        .init(
          Recomputed(body: .of([TensorType(.float32, [2])]) { $0 }), [TensorType(.float32, [3])],
          .operandsDiffer(operation: "recomputed", [TensorType(.float32, [3]), TensorType(.float32, [2])]))
      ]
    }
  }

  private static var whileLoops: OperationRow {
    OperationRow(types.map(doubling)) {
      $0.refusesDerivatives = true
      $0.values = [Values(0...5), Values(-1...1), Values(20...30)]
      $0.refusals = [
        .init(
          WhileLoop(condition: .of([TensorType(.float32, [])]) { $0 }, body: .of([TensorType(.float32, [])]) { $0 }),
          [TensorType(.float32, [])], .unsupportedDType(operation: "whileLoop", .float32, expected: "a condition that is a Bool scalar"))
      ]
    }
  }

  /// A counter that doubles beside values that are multiplied, until it exceeds a captured limit.
  private static func doubling(_ type: TensorType) -> OperationRow.Case {
    let number = TensorType(.int32, [])
    let condition = Region.of([number, type, number]) { [.compare($0[0], $0[2], .less)] }
    let body = Region.of([number, type, number]) { inputs in
      let next = inputs[0] + inputs[0] + 1
      return [next, inputs[1] * 1.5 + 1]
    }
    return .init(WhileLoop(condition: condition, body: body), [number, type, number])
  }
}
