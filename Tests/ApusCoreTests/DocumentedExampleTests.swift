import ApusCore
import Testing

/// The examples of documentation comments, with the results that stand beside them.
@Suite struct DocumentedExampleTests {
  private func text<S>(_ tensors: Tensor<S>...) -> String { tensors.map { "\($0)" }.joined(separator: " ") }

  @Test func linearSystems() {
    let a = Tensor<Float>([[2, 0], [1, 4]])
    #expect(text(triangularSolve(matrix: a, rhs: Tensor([[2], [9]]))) == "[[1.0],\n [2.0]]")
    #expect(text(solve(matrix: Tensor<Float>([[0, 2], [1, 1]]), rhs: Tensor([[4], [5]]))) == "[[3.0],\n [2.0]]")
    #expect(text(inverse(Tensor<Float>([[0, 2], [1, 0]]))) == "[[0.0, 1.0],\n [0.5, 0.0]]")
    #expect(text(determinant(Tensor<Float>([[1, 2], [3, 4]]))) == "-2.0")
    let (sign, logarithm) = logDeterminant(Tensor<Float>([[0, 1], [1, 0]]))
    #expect(text(sign, logarithm) == "-1.0 0.0")
  }

  @Test func decompositions() {
    #expect(text(cholesky(Tensor<Float>([[4, 2], [2, 5]]))) == "[[2.0, 0.0],\n [1.0, 2.0]]")
    let (q, r) = Tensor<Float>([[3, 1], [4, 2]]).qrDecomposition()
    #expect(q.isAlmostEqual(to: Tensor([[-0.6, -0.8], [-0.8, 0.6]])))
    #expect(r.isAlmostEqual(to: Tensor([[-5, -2.2], [0, 0.4]])))
    #expect(text(Tensor<Float>([[3, 0], [0, -2]]).svd().s) == "[3.0, 2.0]")
    #expect(text(eigh(Tensor<Float>([[2, 1], [1, 2]])).eigenvalues) == "[1.0, 3.0]")
    #expect(text(Tensor<Float>(ones: [2, 2]).withDiagonal(Tensor([5, 6]))) == "[[5.0, 1.0],\n [1.0, 6.0]]")
  }

  @Test func complexNumbers() {
    let z = ComplexTensor(real: Tensor<Float>([3, 0]), imaginary: Tensor([4, 1]))
    #expect(text(z.magnitude) == "[5.0, 1.0]")
    #expect(text((z * z).real) == "[-7.0, -1.0]")
    let y = fft(ComplexTensor(Tensor<Float>([1, 0, 0, 0])))
    #expect(text(y.real) == "[1.0, 1.0, 1.0, 1.0]")
    #expect(y.imaginary.isAlmostEqual(to: Tensor([0, 0, 0, 0])))
    #expect(text(rfft(Tensor<Float>([1, 2, 3, 4])).real) == "[10.0, -2.0, -2.0]")
    #expect(irfft(rfft(Tensor<Float>([1, 2, 3])), length: 3).isAlmostEqual(to: Tensor([1, 2, 3])))
  }

  @Test func elementsAndSegments() {
    #expect(text(root(Tensor<Float>([16, 81]), 4)) == "[2.0, 3.0]")
    #expect(text(Tensor<Float>([.nan, 1, .infinity]).replacingNonFinite(positiveInfinity: 9)) == "[0.0, 1.0, 9.0]")
    #expect(text(Tensor<Float>([1, 2, 4]).segmentSum(segments: Tensor([1, 0, 1]), segmentCount: 3)) == "[2.0, 5.0, 0.0]")
    #expect(text(Tensor<Float>([[1, 0], [0, 2]]).nonZeroIndices()) == "[[0, 0],\n [1, 1]]")
  }

  @Test func images() {
    let x = Tensor<Float>(shape: [1, 2, 1], scalars: [0, 4])
    #expect(resize(images: x, size: (1, 4)).scalars == [0, 1, 3, 4])
    let y = Tensor<Float>(shape: [1, 3, 1], scalars: [0, 3, 6])
    #expect(resizeArea(images: y, size: (1, 2)).isAlmostEqual(to: Tensor(shape: [1, 2, 1], scalars: [1, 5])))
  }

  /// The function would have to be traced for every shape that elements can decide.
  @Test func indicesThatElementsDecideAreNoPartOfACompiledFunction() {
    let indices = compiled { (x: Tensor<Float>) in x.nonZeroIndices() }
    #expect(indices(Tensor([1, 0])).diagnosis?.mistake == .readWhileTracing)
  }
}
