import ApusCore
import Testing

@Suite struct TensorShapeTests {
  let x = Tensor<Float>([[1, 2, 3], [4, 5, 6]])

  @Test func reshapingKeepsTheOrder() throws {
    #expect(x.reshaped(to: [3, 2]) == Tensor([[1, 2], [3, 4], [5, 6]]))
    #expect(x.reshaped(to: [-1, 2]).shape == [3, 2])
    #expect(x.reshaped(like: Tensor<Int32>(zeros: [6, 1])).shape == [6, 1])
    #expect(x.flattened() == Tensor([1, 2, 3, 4, 5, 6]))
    #expect(Tensor<Float>(7).flattened() == Tensor([7]))
    #expect(x.reshaped(to: [-1, 4]).diagnosis != nil && x.reshaped(to: [-1, -1]).diagnosis != nil)
  }

  @Test func axesOfExtentOneComeAndGo() throws {
    #expect(x.expandingShape(at: 0).shape == [1, 2, 3])
    #expect(x.expandingShape(at: -1).shape == [2, 3, 1])
    #expect(x.expandingShape(at: 0, 2, 4).shape == [1, 2, 1, 3, 1])
    #expect(x.rankLifted().shape == [1, 2, 3])
    let lifted = x.reshaped(to: [1, 2, 1, 3, 1])
    #expect(lifted.squeezingShape().shape == [2, 3])
    #expect(lifted.squeezingShape(at: 0, -1).shape == [2, 1, 3])
  }

  @Test func transposingPermutesAxes() throws {
    #expect(x.transposed() == Tensor([[1, 4], [2, 5], [3, 6]]))
    #expect(Tensor<Float>(zeros: [2, 3, 4]).transposed(permutation: 2, 0, 1).shape == [4, 2, 3])
    #expect(Tensor<Float>(zeros: [2, 3, 4]).transposed(permutation: [-1, 0, 1]).shape == [4, 2, 3])
    #expect(Tensor<Float>(zeros: [2, 3, 4]).transposed().shape == [4, 3, 2])
    #expect(x.reversed(inAxes: -1) == Tensor([[3, 2, 1], [6, 5, 4]]))
    #expect(x.reversed(inAxes: 0, 1) == Tensor([[6, 5, 4], [3, 2, 1]]))
  }

  @Test func splittingAndJoiningAreOpposites() throws {
    #expect(Tensor(stacking: x.unstacked()) == x)
    #expect(Tensor(stacking: x.unstacked(alongAxis: -1), alongAxis: 1) == x)
    #expect(Tensor(concatenating: x.split(count: 3, alongAxis: 1), alongAxis: 1) == x)
    let parts = x.split(sizes: [1, 2], alongAxis: -1)
    #expect(parts[0].shape == [2, 1] && parts[1] == Tensor([[2, 3], [5, 6]]))
    #expect(parts[0].concatenated(with: parts[1], alongAxis: 1) == x)
    #expect(x ++ x == Tensor([[1, 2, 3], [4, 5, 6], [1, 2, 3], [4, 5, 6]]))
  }

  @Test func tilingRepeats() throws {
    #expect(Tensor<Float>([[1, 2]]).tiled(multiples: 2, 2) == Tensor([[1, 2, 1, 2], [1, 2, 1, 2]]))
    #expect(x.tiled(multiples: [1, 0]).shape == [2, 0])
    #expect(Tensor<Float>(3).tiled(multiples: []) == Tensor(3))
  }

  @Test func broadcastingIsUndoneBySums() throws {
    let row = Tensor<Float>([1, 2, 3])
    #expect(row.broadcasted(to: [2, 3]) == Tensor([[1, 2, 3], [1, 2, 3]]))
    #expect(row.broadcasted(like: x).unbroadcasted(like: row) == Tensor([2, 4, 6]))
    #expect(x.unbroadcasted(to: [2, 1]) == Tensor([[6], [15]]))
    #expect(x.unbroadcasted(to: []) == Tensor(21))
    #expect(Tensor(broadcasting: Tensor<Int32>(5), to: [2]) == Tensor([5, 5]))
  }

  @Test func paddingSurroundsAndSlicesCut() throws {
    let padded = x.padded(forSizes: [(before: 1, after: 0), (before: 0, after: 2)], with: 9)
    #expect(padded == Tensor([[9, 9, 9, 9, 9], [1, 2, 3, 9, 9], [4, 5, 6, 9, 9]]))
    #expect(padded.slice(lowerBounds: [1, 0], upperBounds: [3, 3]) == x)
    #expect(padded.slice(lowerBounds: [1, 0], sizes: [-1, 3]) == x)
  }

  @Test func gatheringTakesSlices() throws {
    #expect(x.gathering(atIndices: Tensor([1, 0, 1])) == Tensor([[4, 5, 6], [1, 2, 3], [4, 5, 6]]))
    #expect(x.gathering(atIndices: Tensor([[2], [0]]), alongAxis: -1).shape == [2, 2, 1])
    #expect(x.gathering(atIndices: Tensor(1), alongAxis: 1) == Tensor([2, 5]))
    #expect(x.batchGathering(atIndices: Tensor([[2, 2], [0, 1]])) == Tensor([[3, 3], [4, 5]]))
    #expect(x.gathering(where: Tensor([true, false, true]), alongAxis: 1) == Tensor([[1, 3], [4, 6]]))
    #expect(x.gathering(where: Tensor([false, false])).shape == [0, 3])
  }

  @Test func matrixProductsTransposeAndBatch() throws {
    let a = Tensor<Float>([[1, 2], [3, 4]])
    #expect(matmul(a, a) == Tensor([[7, 10], [15, 22]]))
    #expect(a • a == matmul(a, a))
    #expect(matmul(a, transposed: true, a) == Tensor([[10, 14], [14, 20]]))
    #expect(matmul(a, a, transposed: true) == Tensor([[5, 11], [11, 25]]))
    #expect(matmul(a, transposed: true, x, transposed: false) == matmul(a.transposed(), x))
    #expect(matmul(Tensor<Float>(zeros: [5, 1, 2, 3]), Tensor(zeros: [4, 3, 6])).shape == [5, 4, 2, 6])
    #expect(dot(Tensor<Int32>([1, 2]), Tensor([3, 4])) == Tensor(11))
  }
}
