import ApusTesting
import RealModule
import Testing

@testable import ApusGraph

/// Composite operations against their formulas in `Double`; their derivatives are checked with those of all operations.
@Suite struct CompositeTests {
  private let logits: [Double] = [1, 2, -1, 0, 3, 3, -700, 700, 0, 5, 5, 5]

  private func rows(_ numbers: [Double], _ width: Int) -> [[Double]] {
    stride(from: 0, to: numbers.count, by: width).map { Array(numbers[$0..<$0 + width]) }
  }

  private func softmax(_ row: [Double]) -> [Double] {
    let top = row.max() ?? 0, sum = row.reduce(0) { $0 + Double.exp($1 - top) }
    return row.map { Double.exp($0 - top) / sum }
  }

  private func applied(_ numbers: [Double], _ shape: TensorShape, _ function: (Node) -> Node) throws -> [Double] {
    try computed([HostArray(numbers, shape: shape)]) { [function($0[0])] }[0].array()
  }

  private func areClose(_ a: [Double], _ b: [Double]) -> Bool {
    a.count == b.count && zip(a, b).allSatisfy { ($0 - $1).magnitude <= 1e-12 * max(1, $1.magnitude) }
  }

  @Test func softmaxIsItsFormula() throws {
    #expect(try areClose(applied(logits, [4, 3]) { $0.softmax(alongAxis: 1) }, rows(logits, 3).flatMap(softmax)))
    let columns = (0..<3).map { column in softmax(stride(from: column, to: 12, by: 3).map { logits[$0] }) }
    #expect(try areClose(applied(logits, [4, 3]) { $0.softmax(alongAxis: 0) }, (0..<12).map { columns[$0 % 3][$0 / 3] }))
  }

  @Test(arguments: DType.floatingPoint)
  func softmaxRowsSumToOne(_ dtype: DType) throws {
    let numbers = (0..<4_000).map { Double($0 * 7_919 % 1_000) / 100 }
    let sums = try applied(numbers, [2, 2_000]) { $0.converted(to: dtype).softmax(alongAxis: 1).converted(to: .float64).sum(along: [1]) }
    #expect(sums.allSatisfy { ($0 - 1).magnitude < (dtype.isHalfPrecision ? 1e-2 : 1e-5) })
  }

  @Test func logSoftmaxIsItsFormulaWhereSoftmaxIsZero() throws {
    let expected = rows(logits, 3).flatMap { row -> [Double] in
      let top = row.max() ?? 0
      return row.map { $0 - top - Double.log(row.reduce(0) { $0 + Double.exp($1 - top) }) }
    }
    #expect(try areClose(applied(logits, [4, 3]) { $0.logSoftmax(alongAxis: 1) }, expected))
    #expect(expected.contains { $0 < -1_000 })
  }

  @Test func crossEntropyIsTheNegativeLogSoftmaxOfTheLabel() throws {
    let labels: [Int32] = [2, 0, 1, 1]
    let inputs = [try HostArray(logits, shape: [4, 3]), try HostArray(labels, shape: [4])]
    let loss = try computed(inputs) { [.softmaxCrossEntropy(logits: $0[0], labels: $0[1])] }[0].array(of: Double.self)
    let logarithms = try rows(applied(logits, [4, 3]) { $0.logSoftmax(alongAxis: 1) }, 3)
    #expect(areClose(loss, zip(logarithms, labels).map { -$0[Int($1)] }))
    let soft = try computed(inputs) {
      [.softmaxCrossEntropy(logits: $0[0], probabilities: $0[1].oneHot(depth: 3, as: .float64))]
    }[0].array(of: Double.self)
    #expect(areClose(soft, loss))
  }

  @Test func aClassThatIsRuledOutDoesNotSpoilTheLoss() throws {
    let inputs = [try HostArray([1.0, -.infinity, 1], shape: [1, 3]), try HostArray([Int32(0)], shape: [1])]
    let results = try computed(inputs) { operands in
      let loss = Node.softmaxCrossEntropy(logits: operands[0], labels: operands[1])
      return [loss, ReverseSweep(of: loss.sum(along: [0])).gradients(withRespectTo: [operands[0]])[0] ?? loss]
    }
    #expect(areClose(results[0].array(), [Double.log(2)]))
    #expect(areClose(results[1].array(), [-0.5, 0, 0.5]))
  }

  @Test func aLabelThatIsNoClassMakesItsLossAndGradientNotANumber() throws {
    let inputs = [try HostArray([1.0, 2, 3, 4, 5, 6], shape: [3, 2]), try HostArray([Int32(-1), 1, 2], shape: [3])]
    let results = try computed(inputs) { operands in
      let loss = Node.softmaxCrossEntropy(logits: operands[0], labels: operands[1])
      return [loss, ReverseSweep(of: loss.sum(along: [0])).gradients(withRespectTo: [operands[0]])[0] ?? loss]
    }
    #expect(results[0].array(of: Double.self).map(\.isNaN) == [true, false, true])
    #expect(results[1].array(of: Double.self).map(\.isNaN) == [true, true, false, false, true, true])
  }

  @Test func geluIsItsFormula() throws {
    let numbers = stride(from: -5.0, through: 5, by: 0.25).map { $0 }
    let exact = numbers.map { $0 * (1 + Double.erf($0 / 2.0.squareRoot())) / 2 }
    let bent = numbers.map { $0 * (1 + Double.tanh((2 / Double.pi).squareRoot() * ($0 + 0.044715 * $0 * $0 * $0))) / 2 }
    #expect(try areClose(applied(numbers, [numbers.count]) { $0.gelu(.erf) }, exact))
    #expect(try areClose(applied(numbers, [numbers.count]) { $0.gelu(.tanh) }, bent))
    #expect(zip(exact, bent).allSatisfy { ($0 - $1).magnitude < 5e-4 * 5 })
  }

  @Test(arguments: [Softmax(axis: 1), LogSoftmax(axis: 1), Gelu(form: .erf), Gelu(form: .tanh)] as [any CompositeOperation])
  func derivativesWrittenByHandAreThoseOfTheDecomposition(_ operation: any CompositeOperation) throws {
    let x = try HostArray.random(TensorType(.float64, [4, 5]), seed: 1), weights = try HostArray.random(x.type, seed: 2)
    func check(_ operation: some CompositeOperation) throws {
      let gradients = try computed([x, weights]) { operands in
        [Node.make(operation, [operands[0]]), operation.decomposition(of: [operands[0]])].map { result in
          ReverseSweep(of: result, seed: operands[1]).gradients(withRespectTo: [operands[0]])[0] ?? result
        }
      }
      #expect(areClose(gradients[0].array(), gradients[1].array()))
    }
    try check(operation)
  }
}
