import ApusCore
import Testing

@Suite struct TensorSubscriptTests {
  let x = Tensor<Float>([[1, 2, 3], [4, 5, 6]])

  @Test func indicesAndRangesSelect() throws {
    #expect(x[0] == Tensor([1, 2, 3]))
    #expect(x[-1, -1] == Tensor(6))
    #expect(x[0..<1] == Tensor([[1, 2, 3]]))
    #expect(x[1..., ..<2] == Tensor([[4, 5]]))
    #expect(x[0, 1...2] == Tensor([2, 3]))
    #expect(x[0..., (-2)...] == Tensor([[2, 3], [5, 6]]))
    #expect(x[0, ...(-2)] == Tensor([1, 2]))
    #expect(x[0, ...(-1)] == Tensor([1, 2, 3]))
    #expect(x[..<(-1)] == Tensor([[1, 2, 3]]))
    #expect(x[0, 2..<2].shape == [0])
  }

  @Test func rangesAreCutToTheAxis() throws {
    #expect(x[0..<9] == x)
    #expect(x[5...].shape == [0, 3])
    #expect(x[0, (-9)...] == Tensor([1, 2, 3]))
  }

  @Test func ellipsisAndNewAxis() throws {
    #expect(x[..., 0] == Tensor([1, 4]))
    #expect(x[...] == x)
    #expect(x[1, ...] == Tensor([4, 5, 6]))
    #expect(x[.ellipsis, 0] == x[..., 0])
    #expect(x[.newAxis].shape == [1, 2, 3])
    #expect(x[..., .newAxis].shape == [2, 3, 1])
    #expect(x[0, .newAxis, 1...].shape == [1, 2])
    #expect(x[TensorRange.newAxis, TensorRange.ellipsis, TensorRange.newAxis].shape == [1, 2, 3, 1])
    let y = Tensor<Int32>(rangeFrom: 0, to: 24, stride: 1).reshaped(to: [2, 3, 4])
    #expect(y[1, 2, ...] == Tensor([20, 21, 22, 23]))
    #expect(y[0, ..., 3] == Tensor([3, 7, 11]))
  }

  @Test func stridesStepForwardsAndBackwards() throws {
    let y = Tensor<Int32>(rangeFrom: 0, to: 7, stride: 1)
    #expect(y[0..<7 .. 2] == Tensor([0, 2, 4, 6]))
    #expect(y[1...5 .. 3] == Tensor([1, 4]))
    #expect(y[2... .. 2] == Tensor([2, 4, 6]))
    #expect(y[(..<5) .. 2] == Tensor([0, 2, 4]))
    #expect(y[(...5) .. 5] == Tensor([0, 5]))
    #expect(y[TensorRange.range(0..<7, stride: -1)] == Tensor([6, 5, 4, 3, 2, 1, 0]))
    #expect(y[(1..<6) .. (-3)] == Tensor([5, 2]))
    #expect(y[(0..<3) .. 100] == Tensor([0]))
    #expect(y[(0..<3) .. Int.min] == Tensor([2]))
  }

  @Test func assignmentReplacesAndBroadcasts() throws {
    var y = x
    y[0, 1..<3] = Tensor(0)
    #expect(y == Tensor([[1, 0, 0], [4, 5, 6]]))
    y[..., 0] = Tensor([8, 9])
    #expect(y == Tensor([[8, 0, 0], [9, 5, 6]]))
    y[1] += Tensor(1)
    #expect(y == Tensor([[8, 0, 0], [10, 6, 7]]))
    y[0..., (0..<3) .. (-2)] = Tensor([[1, 2], [3, 4]])
    #expect(y == Tensor([[2, 0, 1], [4, 6, 3]]))
    y[...] = Tensor(5)
    #expect(y == Tensor(repeating: 5, shape: [2, 3]))
    y[0, 3...] = Tensor(1)
    #expect(y == Tensor(repeating: 5, shape: [2, 3]))
    y[0] = Tensor([1, 2])
    #expect(y.diagnosis != nil)
    #expect(x == Tensor([[1, 2, 3], [4, 5, 6]]))
  }

  @Test func gradientsPassThroughReadsAndWrites() throws {
    let y = Tensor<Double>([[1, 2, 3], [4, 5, 6]])
    try expectGradient(of: { y in y[0, 1...] * y[..., 0] }, at: y)
    try expectGradient(of: { y in y[0..., (0..<3) .. (-2)].squared() }, at: y)
    try expectGradient(
      of: { y in
        var z = y * y
        z[1, (0..<3) .. 2] = y[0, ..<2] * y[1, 1...]
        return z
      }, at: y)
  }
}
