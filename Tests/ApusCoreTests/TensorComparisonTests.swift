import ApusCore
import Testing

@Suite struct TensorComparisonTests {
  let x = Tensor<Float>([-1, 0, .nan, 2])

  @Test func comparesWithNumbersOnBothSides() throws {
    #expect(try (x .< 0).readScalars() == [true, false, false, false])
    #expect(try (x .<= 0).readScalars() == [true, true, false, false])
    #expect(try (x .> 0).readScalars() == [false, false, false, true])
    #expect(try (x .>= 0).readScalars() == [false, true, false, true])
    #expect(try (x .== 0).readScalars() == [false, true, false, false])
    #expect(try (x .!= 0).readScalars() == [true, false, true, true])
    #expect(try (0 .< x).readScalars() == [false, false, false, true])
    #expect(try (0 .<= x).readScalars() == [false, true, false, true])
    #expect(try (0 .> x).readScalars() == [true, false, false, false])
    #expect(try (0 .>= x).readScalars() == [true, true, false, false])
    #expect(try (0 .== x).readScalars() == [false, true, false, false])
    #expect(try (0 .!= x).readScalars() == [true, false, true, true])
  }

  @Test func genericCodeComparesTheSame() throws {
    func isPositive<S: TensorNumber>(_ x: Tensor<S>) -> Tensor<Bool> { x .> 0 .&& .!(x .== 0) .&& 0 .< x }
    #expect(try isPositive(x).readScalars() == [false, false, false, true])
    #expect(try isPositive(Tensor<UInt64>([0, .max])).readScalars() == [false, true])
  }

  @Test func shapesAreBroadcast() throws {
    let column = Tensor<Int32>([[1], [2]]), row = Tensor<Int32>([1, 2, 3])
    #expect(try (column .< row).readScalars() == [false, true, true, false, false, true])
    #expect((column .== row).shape == [2, 3])
    #expect(try (Tensor<Bool>([true, false]) .== Tensor<Bool>(true)).readScalars() == [true, false])
  }

  @Test func logicWorksElementByElement() throws {
    let a = Tensor<Bool>([true, true, false, false]), b = Tensor<Bool>([true, false, true, false])
    #expect(try (a .&& b).readScalars() == [true, false, false, false])
    #expect(try (a .|| b).readScalars() == [true, true, true, false])
    #expect(try (.!a).readScalars() == [false, false, true, true])
    #expect(a.elementsLogicalAnd(b) == (a .&& b) && a.elementsLogicalOr(b) == (a .|| b) && a.elementsLogicalNot() == .!a)
    #expect(a.elementsLogicalAnd(false) == Tensor(repeating: false, shape: [4]))
    #expect(a.elementsLogicalOr(true) == Tensor(repeating: true, shape: [4]))
  }

  @Test func replacingTakesTheOtherWhereTheMaskIsTrue() throws {
    let y = Tensor<Float>([1, -2, 3])
    #expect(y.replacing(with: Tensor(zerosLike: y), where: y .< 0) == Tensor([1, 0, 3]))
    #expect(y.replacing(with: 9, where: y .> 2) == Tensor([1, -2, 9]))
    let both = gradient(at: y, Tensor<Float>([10, 20, 30])) { a, b in (a.replacing(with: b, where: a .< 0) * Tensor([1, 2, 3])).sum() }
    #expect(both.0 == Tensor([1, 0, 3]) && both.1 == Tensor([0, 2, 0]))
  }

  @Test func closenessIsRelative() throws {
    let a = Tensor<Float>([1, 1000, 0])
    #expect(a.isAlmostEqual(to: Tensor([1.0001, 1000.1, 0])))
    #expect(!a.isAlmostEqual(to: Tensor([1.001, 1000, 0])))
    #expect(!a.isAlmostEqual(to: Tensor([1, 1000, 1e-3])))
    #expect(a.isAlmostEqual(to: Tensor([1.05, 1000, 0]), tolerance: 0.1))
    #expect(!a.isAlmostEqual(to: Tensor([[1, 1000, 0]])))
    #expect(!Tensor<Float>([.nan]).isAlmostEqual(to: Tensor([.nan])))
    #expect(Tensor<Float>([.infinity]).isAlmostEqual(to: Tensor([.infinity])))
  }

  @Test func specialNumbersAreFound() throws {
    let special = Tensor<Float>([1, .nan, .infinity, -.infinity])
    #expect(try special.isNaN.readScalars() == [false, true, false, false])
    #expect(try special.isFinite.readScalars() == [true, false, false, false])
    #expect(try special.isInfinite.readScalars() == [false, false, true, true])
  }
}
