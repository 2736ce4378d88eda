import Testing

@testable import ApusCore

@Suite struct MatrixPartTests {
  private let matrix = Tensor<Float>([[1, 2, 3], [4, 5, 6]])

  @Test func theDiagonalOfAnyRectangle() {
    #expect(matrix.diagonalPart().scalars == [1, 5])
    #expect(matrix.transposed().diagonalPart().scalars == [1, 5])
    #expect(Tensor<Int32>(shape: [2, 2, 2], scalars: Array(1...8)).diagonalPart() == Tensor([[1, 4], [5, 8]]))
    #expect(
      Tensor<Float>([1]).diagonalPart().diagnosis?.mistake == .rank(operation: "diagonalPart", shape: [1], expected: "[…, rows, columns]"))
  }

  @Test func aVectorBecomesADiagonal() {
    #expect(Tensor<Float>([1, 2]).diagonal() == Tensor([[1, 0], [0, 2]]))
    #expect(matrix.diagonal().diagonalPart() == matrix)
    #expect(Tensor<Float>(2).diagonal().diagnosis != nil)
  }

  @Test func aDiagonalIsReplaced() {
    #expect(matrix.withDiagonal(Tensor([-1, -2])) == Tensor([[-1, 2, 3], [4, -2, 6]]))
    #expect(matrix.transposed().withDiagonal(Tensor([-1, -2])) == Tensor([[-1, 4], [2, -2], [3, 6]]))
    #expect(
      matrix.withDiagonal(Tensor([1])).diagnosis?.mistake
        == .attribute(operation: "withDiagonal", problem: "a diagonal of shape [1] does not fit", operand: [2, 3]))
    #expect(gradient(at: Tensor<Float>([2, 3])) { $0.diagonal().withDiagonal($0 * $0).sum() }.scalars == [4, 6])
  }

  @Test func theTraceIsTheSumOfTheDiagonal() {
    #expect(matrix.trace().scalarized() == 6)
    #expect(Tensor<Int32>(shape: [2, 2, 2], scalars: Array(1...8)).trace().scalars == [5, 13])
  }

  @Test func bandsOfAMatrix() {
    let x = Tensor<Int32>(shape: [3, 4], scalars: Array(1...12))
    #expect(x.bandPart(0, -1) == Tensor([[1, 2, 3, 4], [0, 6, 7, 8], [0, 0, 11, 12]]))
    #expect(x.bandPart(-1, 0) == Tensor([[1, 0, 0, 0], [5, 6, 0, 0], [9, 10, 11, 0]]))
    #expect(x.bandPart(1, 1) == Tensor([[1, 2, 0, 0], [5, 6, 7, 0], [0, 10, 11, 12]]))
    #expect(x.bandPart(-1, -1) == x)
  }

  /// What is not a number outside the band must not reach the gradient.
  @Test func gradientsPassInsideTheBandOnly() {
    let gradient = gradient(at: Tensor<Float>([[1, .nan], [2, 3]])) { $0.bandPart(-1, 0).sum() }
    #expect(gradient == Tensor([[1, 0], [1, 1]]))
  }

  @Test func paddingMirrorsAsNumPyDoes() {
    let x = Tensor<Float>([1, 2, 3])
    #expect(x.padded(forSizes: [(2, 2)], mode: .reflect).scalars == [3, 2, 1, 2, 3, 2, 1])
    #expect(x.padded(forSizes: [(2, 3)], mode: .symmetric).scalars == [2, 1, 1, 2, 3, 3, 2, 1])
    #expect(x.padded(forSizes: [(1, 0)], mode: .constant(7)).scalars == [7, 1, 2, 3])
    #expect(matrix.padded(forSizes: [(1, 0), (0, 1)], mode: .reflect) == Tensor([[4, 5, 6, 5], [1, 2, 3, 2], [4, 5, 6, 5]]))
    #expect(x.padded(forSizes: [(3, 0)], mode: .reflect).diagnosis != nil)
    #expect(x.padded(forSizes: [(0, 0), (0, 0)], mode: .symmetric).diagnosis != nil)
    #expect(gradient(at: x) { $0.padded(forSizes: [(2, 0)], mode: .reflect).sum() }.scalars == [1, 2, 2])
  }

  @Test func channelsBecomePixelsAndBack() {
    let x = Tensor<Float>(shape: [1, 1, 2, 4], scalars: [1, 2, 3, 4, 5, 6, 7, 8])
    let pixels = depthToSpace(x, blockSize: 2)
    #expect(pixels == Tensor(shape: [1, 2, 4, 1], scalars: [1, 2, 5, 6, 3, 4, 7, 8]))
    #expect(spaceToDepth(pixels, blockSize: 2) == x)
    #expect(
      depthToSpace(x, blockSize: 3).diagnosis?.mistake
        == .attribute(operation: "depthToSpace", problem: "blocks of 3 do not divide it", operand: x.shape))
    #expect(spaceToDepth(Tensor<Float>([1]), blockSize: 1).diagnosis != nil)
  }

  @Test func theCosineOfAnAngle() {
    let (x, y) = (Tensor<Double>([1, 0]), Tensor<Double>([1, 1]))
    #expect((cosineSimilarity(x, y).scalarized() - 0.5.squareRoot()).magnitude < 1e-15)
    #expect(cosineDistance(x, -x).scalarized() == 2)
  }
}
