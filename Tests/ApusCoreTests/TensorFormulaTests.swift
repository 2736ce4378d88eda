import ApusCore
import Testing

/// The page of formulas computes what the formulas say.
@Suite struct TensorFormulaTests {
  @Test func polynomialsEqualPlainArithmetic() throws {
    let (x, y, n) = (1.7, 0.6, Int32(5))
    let found = polynomials(Tensor(Float(x)), Tensor(y), Tensor(n))
    let a = 1 - 2 * x / 3 + (x - 1) * (x + 1) * 0.5
    let b = a - x * x / (1 + x * x) + 4 * x - 7
    let cubic = 3 * y * y * y - 0.5 * y * y + 1.5 * y
    let c = cubic - 1 / (y + 2) + 2.5e-3
    try expectClose(found.0, [a + b * 2 - a / 4])
    try expectClose(found.1, [c * -2 + (1 - c) * (1 + c)], tolerance: 1e-14)
    #expect(found.2 == Tensor((n + 1) * (n + 2) / 2 - n * 3))
  }

  @Test func comparisonsEqualPlainLogic() throws {
    let found = try comparisons(Tensor<Float>([0.1, 0.9, 2, 3]), Tensor([3, 2, 4, 2])).readScalars()
    #expect(found == [false, true, true, false])
  }

  @Test func everyFormulaHasAValue() throws {
    let x = Tensor<Float>(linearSpaceFrom: -1, to: 2, count: 20).reshaped(to: [4, 5])
    let (f, g) = functions(x, Tensor([0.5, 2]))
    #expect(try f.shape == [4, 5] && f.evaluated().isFinite.all() && g.isFinite.all())
    #expect(statistics(x).shape == [4, 5] && statistics(x).isFinite.all())
    #expect(indexing(x).isFinite.all())
    #expect(losses(Tensor(1), Tensor(0), x, x + 1).isFinite.all())
  }
}
