import ApusCore
import Testing

@Suite struct JacobianTests {
  private let x = Tensor<Double>(shape: [2, 3], scalars: [0.3, -0.8, 1.2, 0.5, -0.1, 0.9])
  private let weight = Tensor<Double>(shape: [3, 2], scalars: [0.2, -0.5, 0.7, 0.4, -0.9, 0.1])

  /// Column by column by central differences.
  private func differences(_ f: (Tensor<Double>) -> Tensor<Double>) throws -> [Double] {
    let step = 1e-5, scalars = x.scalars
    let columns = try scalars.indices.map { index in
      let ends = try [step, -step].map { step in
        var moved = scalars
        moved[index] += step
        return try f(Tensor(shape: x.shape, scalars: moved)).readScalars()
      }
      return zip(ends[0], ends[1]).map { ($0 - $1) / (2 * step) }
    }
    return columns[0].indices.flatMap { row in columns.map { $0[row] } }
  }

  @Test func everyElementHasItsDerivatives() throws {
    let f = { [weight] (x: Tensor<Double>) in tanh(matmul(x, weight)) * x.sum() }
    let found = jacobian(at: x, of: f)
    #expect(found.shape == [2, 2, 2, 3])
    try expectClose(found, differences(f), tolerance: 1e-8)
    let tape = GradientTape()
    tape.watch(x)
    let y = tape.record { f(x) }
    try expectClose(tape.jacobian(of: y, withRespectTo: x), found.readScalars(), tolerance: 1e-12)
  }

  @Test func scalarsAndVectorsHaveJacobiansToo() throws {
    #expect(jacobian(at: Tensor<Float>(3)) { $0 * $0 }.scalarized() == 6)
    #expect(jacobian(at: Tensor<Float>([1, 2])) { $0.sum() }.scalars == [1, 1])
    let spread = jacobian(at: Tensor<Float>(2)) { ($0 * $0).broadcasted(to: [3]) }
    #expect(spread.shape == [3])
    #expect(spread.scalars == [4, 4, 4])
    #expect(jacobian(at: Tensor<Float>([1, 2])) { _ in Tensor<Float>([1, 2, 3]) }.scalars == [Float](repeating: 0, count: 6))
    #expect(jacobian(at: Tensor<Float>([1, 2])) { $0[0..<0] }.shape == [0, 2])
  }

  @Test func examplesOfABatchHaveTheirOwn() throws {
    let tape = GradientTape(persistent: true)
    tape.watch(x)
    let y = tape.record { tanh(matmul(x, weight)) }
    let whole = tape.jacobian(of: y, withRespectTo: x), each = tape.batchJacobian(of: y, withRespectTo: x)
    #expect(each.shape == [2, 2, 3])
    for example in 0..<2 { try expectClose(each[example], try whole[example, 0..., example].readScalars(), tolerance: 1e-12) }
    let wrong = tape.batchJacobian(of: y, withRespectTo: weight)
    #expect(wrong.diagnosis?.description.contains("are not of as many examples") == true)
  }

  @Test func aVariableHasAJacobian() throws {
    let w = Variable<Double>([2, 3])
    let tape = GradientTape()
    let y = tape.record { w * w * Tensor<Double>([1, 10]) }
    #expect(try tape.jacobian(of: y, withRespectTo: w).readScalars() == [4, 0, 0, 60])
    #expect(tape.jacobian(of: y, withRespectTo: w).diagnosis?.description.contains("persistent: true") == true)
  }

  private func bowl(_ x: Tensor<Double>) -> Tensor<Double> { (sin(x) * x * x.sum()).sum() }

  @Test func theHessianIsTheJacobianOfTheGradient() throws {
    let found = hessian(at: x, of: bowl)
    #expect(found.shape == [2, 3, 2, 3])
    try expectClose(found, differences { gradient(at: $0, of: bowl) }, tolerance: 1e-8)
    let outer = GradientTape(), inner = GradientTape()
    outer.watch(x)
    inner.watch(x)
    let slope = outer.record { inner.gradient(of: inner.record { bowl(x) }, withRespectTo: x) }
    try expectClose(outer.jacobian(of: slope, withRespectTo: x), found.readScalars(), tolerance: 1e-12)
  }

  @Test func itsProductWithAVectorNeedsNoHessian() throws {
    let vector = Tensor<Double>(shape: [2, 3], scalars: [1, -2, 0.5, 3, 0.1, -1])
    let matrix = hessian(at: x, of: bowl).reshaped(to: [6, 6])
    let expected = matmul(matrix, vector.reshaped(to: [6, 1]))
    try expectClose(hessianVectorProduct(at: x, along: vector, of: bowl), expected.readScalars(), tolerance: 1e-12)
  }

  private struct Line: Module {
    var w = Tensor<Double>([1, -2])
    var b = Tensor<Double>(0.5)
    func callAsFunction(_ x: Tensor<Double>) -> Tensor<Double> { tanh(w * x).sum() * b }
  }

  @Test func aModelHasOneAlongADirection() throws {
    let model = Line(), x = Tensor<Double>([0.3, 0.7])
    let loss = { (model: Line) in model(x) * model(x) }
    let direction = gradient(at: model, of: loss)
    let product = hessianVectorProduct(at: model, along: direction, of: loss)
    var ahead = model, behind = model
    let step = 1e-5
    ahead.w = model.w + direction.w * step
    ahead.b = model.b + direction.b * step
    behind.w = model.w - direction.w * step
    behind.b = model.b - direction.b * step
    let (a, b) = (gradient(at: ahead, of: loss), gradient(at: behind, of: loss))
    try expectClose(product.w, ((a.w - b.w) / (2 * step)).readScalars(), tolerance: 1e-7)
    try expectClose(product.b, ((a.b - b.b) / (2 * step)).readScalars(), tolerance: 1e-7)
  }

  private final class Scaled: Module {
    let scale = Variable<Double>(0.6)
    func callAsFunction(_ x: Tensor<Double>) -> Tensor<Double> { sin(scale.value * x) }
  }

  @Test func aModelsVariablesTakePart() throws {
    let model = Scaled(), x = Tensor<Double>(1.5)
    let direction = 2 * gradient(at: model) { _ in model.scale.value }
    let product = hessianVectorProduct(at: model, along: direction) { $0(x) }
    try expectClose(product[model.scale], [-2 * 1.5 * 1.5 * sin(Tensor<Double>(0.9)).scalarized()])
  }

  @Test func whatIsNotConnectedIsNothingOrZeros() throws {
    let other = Tensor<Double>([1, 2]), w = Variable<Double>(3), unused = Variable<Double>(4)
    let tape = GradientTape(persistent: true)
    tape.watch(x)
    tape.watch(other)
    let y = tape.record { x.sum() * w.value }
    #expect(tape.gradient(of: y, withRespectTo: other, unconnectedGradients: .none) == nil)
    #expect(tape.gradient(of: y, withRespectTo: other, unconnectedGradients: .zero)?.scalars == [0, 0])
    #expect(tape.gradient(of: y, withRespectTo: unused, unconnectedGradients: .none) == nil)
    #expect(tape.gradient(of: y, withRespectTo: unused, unconnectedGradients: .zero)?.scalarized() == 0)
    try expectClose(try #require(tape.gradient(of: y, withRespectTo: w, unconnectedGradients: .none)), [x.sum().scalarized()])
    let all = tape.gradient(of: y, withRespectTo: [x, other], unconnectedGradients: .none)
    #expect(all[0]?.scalars == [Double](repeating: 3, count: 6) && all[1] == nil)
  }
}
