import ApusCore
import Testing

@Suite struct VectorizedTests {
  private let x = Tensor<Double>(randomUniform: [4, 3], from: -1, to: 1, seed: 1)
  private let weight = Tensor<Double>(randomUniform: [3, 2], from: -1, to: 1, seed: 2)

  @Test func aFunctionOfARowIsAppliedToAllRows() throws {
    let rows = Tensor<Float>([[3, 4], [6, 8]])
    #expect(vectorized(over: rows) { row in sqrt((row * row).sum()) }.scalars == [5, 10])
    let (sums, parts) = vectorized(over: (rows, Tensor<Float>([1, 10]))) { row, factor in (row.sum() * factor, [row, factor + rows.sum()]) }
    #expect(sums.scalars == [7, 140])
    #expect(parts.map(\.shape) == [[2, 2], [2]])
    #expect(parts[1].scalars == [22, 31])
  }

  @Test func whatDoesNotDependOnTheExampleIsRepeated() throws {
    #expect(vectorized(over: x) { _ in Tensor<Float>([1, 2]) }.shape == [4, 2])
  }

  @Test func itNests() throws {
    let products = vectorized(over: x) { a in vectorized(over: x) { b in (a * b).sum() } }
    try expectClose(products, try matmul(x, x.transposed()).readScalars())
  }

  @Test func aProductWithOneMatrixStaysOne() throws {
    try expectClose(
      vectorized(over: x) { row in tanh(matmul(row.expandingShape(at: 0), weight)).squeezingShape(at: 0) },
      try tanh(matmul(x, weight)).readScalars())
  }

  private struct Line: Module {
    var w: Tensor<Double>
    var b = Tensor<Double>([0.1, -0.2])
    func callAsFunction(_ x: Tensor<Double>) -> Tensor<Double> { tanh(matmul(x, w) + b) }
  }

  @Test func everyExampleHasItsGradient() throws {
    let model = Line(w: weight)
    let loss = { (model: Line, row: Tensor<Double>) -> Tensor<Double> in
      let y = model(row.expandingShape(at: 0))
      return (y * y).sum()
    }
    let all = vectorized(over: x) { row in gradient(at: model) { loss($0, row) } }
    #expect(all.w.shape == [4, 3, 2])
    for example in 0..<4 {
      let one = gradient(at: model) { loss($0, x[example]) }
      try expectClose(all.w[example], one.w.readScalars(), tolerance: 1e-12)
      try expectClose(all.b[example], one.b.readScalars(), tolerance: 1e-12)
    }
  }

  private final class Scaled: Module {
    let scale = Variable<Double>(0.6)
    func callAsFunction(_ x: Tensor<Double>) -> Tensor<Double> { (scale.value * x * x).sum() }
  }

  @Test func gradientsOfVariablesComeOutOfAFunction() throws {
    let model = Scaled()
    let each = vectorized(over: x) { row in gradient(at: model) { $0(row) } }
    try expectClose(each[model.scale], try (x * x).sum(squeezingAxes: 1).readScalars())
    let slope = compiled { (x: Tensor<Double>) in gradient(at: model) { $0(x) } }
    try expectClose(slope(x)[model.scale], try (x * x).sum().readScalars())
  }

  @Test func examplesTakeTheirOwnRowsOfATable() throws {
    let words = Tensor<Int32>(shape: [2, 3], scalars: [3, 0, 1, 2, 2, 0])
    try expectClose(vectorized(over: words) { x.gathering(atIndices: $0) }, try x.gathering(atIndices: words).readScalars())
    let slope = gradient(at: x) { table in vectorized(over: words) { exp(table.gathering(atIndices: $0)) }.sum() }
    try expectClose(slope, try gradient(at: x) { exp($0.gathering(atIndices: words)).sum() }.readScalars())
  }

  @Test func gradientsPassThrough() throws {
    let function = { (x: Tensor<Double>) in vectorized(over: x) { row in tanh(row * row.sum()) } }
    try expectGradient(of: function, at: x)
    let each = { (x: Tensor<Double>) -> Tensor<Double> in Tensor(stacking: (0..<4).map { tanh(x[$0] * x[$0].sum()) }) }
    try expectClose(gradient(at: x) { function($0).sum() }, try gradient(at: x) { each($0).sum() }.readScalars(), tolerance: 1e-12)
  }

  @Test func loopsAndChoicesAreVectorized() throws {
    let sums = vectorized(over: x) { row in scan(Tensor<Double>(0), over: row) { sum, x in (sum + x, sum * x) }.outputs }
    let chosen = vectorized(over: x) { row in cond(row.sum() .> 0, then: { row * 2 }, else: { -row }) }
    let same = vectorized(over: x) { row in cond(weight.sum() .> 0, then: { row * 2 }, else: { -row }) }
    let ended = vectorized(over: abs(x) + 0.1) { row in whileLoop(row, while: { $0.sum() .< 10 }, do: { $0 * 2 }) }
    for example in 0..<4 {
      let row = x[example]
      try expectClose(sums[example], scan(Tensor<Double>(0), over: row) { sum, x in (sum + x, sum * x) }.outputs.readScalars())
      try expectClose(chosen[example], (row.sum().scalarized() > 0 ? row * 2 : -row).readScalars())
      try expectClose(same[example], (weight.sum().scalarized() > 0 ? row * 2 : -row).readScalars())
      let sum = (abs(row) + 0.1).sum().scalarized()
      var factor = 1.0
      while sum * factor < 10 { factor *= 2 }
      try expectClose(ended[example], ((abs(row) + 0.1) * factor).readScalars())
    }
  }

  @Test func itIsCompiledOnce() throws {
    let function = compiled { (x: Tensor<Double>) in vectorized(over: x) { row in exp(row).sum() } }
    try expectClose(function(x), try exp(x).sum(squeezingAxes: 1).readScalars())
    try expectClose(function(x * 2), try exp(x * 2).sum(squeezingAxes: 1).readScalars())
    #expect(function.report.traceCount == 1)
  }

  @Test func noExamplesGiveNoResults() throws {
    let none = vectorized(over: x[0..<0]) { row in matmul(row.expandingShape(at: 0), weight) }
    #expect(none.shape == [0, 1, 2])
    #expect(none.scalars == [])
  }

  @Test func whatDoesNotFitIsTold() {
    let x = self.x
    let found = [
      vectorized(over: (x, Tensor<Double>([1, 2]))) { a, b in a * b },
      vectorized(over: x) { row in row + Tensor([1, 2]) },
      vectorized(over: x) { row in row + Tensor<Double>(randomUniform: [3]) },
      vectorized(over: x.sum()) { row in row },
    ].map { $0.diagnosis?.description ?? "none" }
    #expect(found[0].contains("vectorized: `0` has 4 elements and the array `1` has 2"), "\(found[0])")
    #expect(found[1].contains("the shapes of add do not fit"))
    #expect(found[2].contains("vectorized: random numbers without a seed"))
    #expect(found[3].contains("vectorized: the array is a scalar"))
  }
}
