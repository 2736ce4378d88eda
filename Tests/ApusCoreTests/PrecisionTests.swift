import ApusCore
import Testing

@testable import ApusGraph

/// Products and convolutions of `Float` whose operands are rounded to 16 bits.
@Suite struct PrecisionTests {
  private static let policies: [(precision: Precision, round: @Sendable (Float) -> Double)] = [
    (.float32, { Double($0) }), (.mixedBFloat16, { Double(BFloat16($0)) }), (.mixedFloat16, { Double(Float16($0)) }),
  ]

  private let a = Tensor<Float>(randomNormal: [5, 7], seed: 1), b = Tensor<Float>(randomNormal: [7, 3], seed: 2)
  private let weights = Tensor<Float>(randomNormal: [5, 3], seed: 3)

  /// Σ x[i, k]·y[k, j], the rounded operands read as `x(i, k)` and `y(k, j)`.
  private func product(
    _ rows: Int, _ depth: Int, _ columns: Int, _ x: (Int, Int) -> Double, _ y: (Int, Int) -> Double
  ) -> [Double] {
    (0..<rows).flatMap { i in (0..<columns).map { j in (0..<depth).reduce(0) { $0 + x(i, $1) * y($1, j) } } }
  }

  private func expectNear(
    _ tensor: Tensor<Float>, _ expected: [Double], tolerance: Double = 2e-6, _ location: Testing.SourceLocation = #_sourceLocation
  ) throws {
    let found = try tensor.readScalars().map(Double.init)
    #expect(found.count == expected.count, sourceLocation: location)
    for (a, b) in zip(found, expected) { #expect(abs(a - b) <= tolerance * max(1, abs(b)), sourceLocation: location) }
  }

  @Test(arguments: policies.indices)
  func productsAndTheirGradientsRoundOperandsAndNothingElse(_ index: Int) throws {
    let (precision, round) = Self.policies[index]
    let x = try a.readScalars().map(round), y = try b.readScalars().map(round), w = try weights.readScalars().map(round)
    let (value, (dx, dy)) = withPrecision(precision) { (matmul(a, b), gradient(at: a, b) { (matmul($0, $1) * weights).sum() }) }
    try expectNear(value, product(5, 7, 3, { x[$0 * 7 + $1] }, { y[$0 * 3 + $1] }))
    // The cotangent of the product is `weights`, which is an operand of the gradients' products.
    try expectNear(dx, product(5, 3, 7, { w[$0 * 3 + $1] }, { y[$1 * 3 + $0] }))
    try expectNear(dy, product(7, 5, 3, { x[$1 * 7 + $0] }, { w[$0 * 3 + $1] }))
  }

  /// `[1, 9, 7, 2]` with `[3, 2, 2, 3]`: rounded operands in `Double`, whose convolutions are compared with PyTorch's.
  @Test(arguments: policies.indices)
  func convolutionsAndTheirGradientsRoundOperandsAndNothingElse(_ index: Int) throws {
    let (precision, round) = Self.policies[index]
    let images = Tensor<Float>(randomNormal: [1, 9, 7, 2], seed: 4), filter = Tensor<Float>(randomNormal: [3, 2, 2, 3], seed: 5)
    let weights = Tensor<Float>(randomNormal: [1, 4, 6, 3], seed: 6)
    let exact = try [images, filter, weights].map { Tensor<Double>(shape: $0.shape, scalars: try $0.readScalars().map(round)) }
    let (value, (dx, dw)) = withPrecision(precision) {
      (convolved(images, filter), gradient(at: images, filter) { (convolved($0, $1) * weights).sum() })
    }
    try expectNear(value, convolved(exact[0], exact[1]).readScalars())
    let (x, w) = gradient(at: exact[0], exact[1]) { (convolved($0, $1) * exact[2]).sum() }
    try expectNear(dx, x.readScalars())
    try expectNear(dw, w.readScalars(), tolerance: 1e-5)
  }

  private func convolved<S>(_ x: Tensor<S>, _ w: Tensor<S>) -> Tensor<S> {
    Tensor(.convolution(x.node, w.node, strides: [2, 1], dilations: [1, 1]) { _, _, _, _, _ in (0, 0) })
  }

  @Test func sumsOfProductsWithNamesRoundThem() throws {
    let x = try a.readScalars().map { Double(BFloat16($0)) }, y = try b.readScalars().map { Double(BFloat16($0)) }
    let value = withPrecision(.mixedBFloat16) { einsum("ik,kj->ij", a, b) }
    try expectNear(value, product(5, 7, 3, { x[$0 * 7 + $1] }, { y[$0 * 3 + $1] }))
  }

  @Test func whatIsMadeKeepsItsPrecision() throws {
    let inside = withPrecision(.mixedBFloat16) { matmul(a, b) }, outside = matmul(a, b)
    #expect(try inside.readScalars() != outside.readScalars())
    let batched = a.reshaped(to: [1, 5, 7]), other = b.reshaped(to: [1, 7, 3])
    #expect(try withPrecision(.mixedBFloat16) { matmul(batched, other) }.readScalars() == inside.readScalars())
  }

  @Test func otherTypesAreComputedAsTheyAre() throws {
    let x = Tensor<Double>(a), y = Tensor<Double>(b)
    #expect(try withPrecision(.mixedBFloat16) { matmul(x, y) }.readScalars() == matmul(x, y).readScalars())
    let narrow = (Tensor<BFloat16>(a), Tensor<BFloat16>(b))
    #expect(withPrecision(.mixedFloat16) { matmul(narrow.0, narrow.1) }.dtype == .bfloat16)
  }

  @Test func theProgramsProductsTake16BitsAndGiveFloats() throws {
    let types = [TensorType(.float32, [5, 7]), TensorType(.float32, [7, 3])]
    let program = try withPrecision(.mixedBFloat16) { try Program(tracing: { Node.matrixProduct($0[0], $0[1]) }, types) }
    let text = try program.stableHLO()
    #expect(text.contains("(tensor<5x7xbf16>, tensor<7x3xbf16>) -> tensor<5x3xf32>"), "\(text)")
  }

  @Test func aCompiledFunctionIsTracedForEachPrecision() throws {
    let product = compiled { (a: Tensor<Float>, b: Tensor<Float>) in matmul(a, b) }
    let exact = try product(a, b).readScalars()
    let rounded = try withPrecision(.mixedBFloat16) { try product(a, b).readScalars() }
    #expect(try rounded == withPrecision(.mixedBFloat16) { try matmul(a, b).readScalars() })
    #expect(exact != rounded)
    #expect(try product(a, b).readScalars() == exact)
    #expect(product.report.traceCount == 2)
    #expect(product.report.retraces.first?.contains("precision") == true)
  }
}
