import ApusCore
import Testing

@Suite struct TensorCreationTests {
  @Test func zerosAndOnesFillAnyShape() throws {
    #expect(try Tensor<Float>(zeros: [2, 2]).readScalars() == [0, 0, 0, 0])
    #expect(try Tensor<Int32>(ones: []).readScalars() == [1])
    #expect(try Tensor<BFloat16>(ones: [0, 3]).readScalars() == [])
    let x = Tensor<Double>([[5, 6]])
    #expect(Tensor(zerosLike: x) == Tensor(zeros: [1, 2]))
    #expect(Tensor(onesLike: x) == Tensor(ones: [1, 2]))
  }

  @Test func stackingMakesANewAxis() throws {
    let a = Tensor<Float>([1, 2, 3]), b = Tensor<Float>([4, 5, 6])
    #expect(Tensor(stacking: [a, b]) == Tensor([[1, 2, 3], [4, 5, 6]]))
    #expect(Tensor(stacking: [a, b], alongAxis: 1) == Tensor([[1, 4], [2, 5], [3, 6]]))
    #expect(Tensor(stacking: [a, b], alongAxis: -1) == Tensor([[1, 4], [2, 5], [3, 6]]))
    #expect(Tensor(stacking: [Tensor<Float>(1), Tensor<Float>(2)]) == Tensor([1, 2]))
  }

  @Test func concatenatingJoinsAnAxis() throws {
    let a = Tensor<Float>([[1, 2], [3, 4]]), b = Tensor<Float>([[5], [6]])
    #expect(Tensor(concatenating: [a, b], alongAxis: -1) == Tensor([[1, 2, 5], [3, 4, 6]]))
    #expect(Tensor(concatenating: [a, a]).shape == [4, 2])
    #expect(Tensor<Float>(concatenating: []).diagnosis != nil)
  }

  @Test func rangesAreHalfOpenAndDoNotAddUpErrors() throws {
    #expect(Tensor<Int32>(rangeFrom: 0, to: 10, stride: 3) == Tensor([0, 3, 6, 9]))
    #expect(Tensor<Int32>(rangeFrom: 5, to: 0, stride: -2) == Tensor([5, 3, 1]))
    #expect(Tensor<Int32>(rangeFrom: 0, to: -1, stride: 1).shape == [0])
    #expect(try Tensor<UInt64>(rangeFrom: .max - 2, to: .max, stride: 1).readScalars() == [.max - 2, .max - 1])
    #expect(try Tensor<Int64>(rangeFrom: .min, to: .max, stride: .max).readScalars() == [.min, -1, .max - 1])
    #expect(
      try Tensor<Double>(rangeFrom: 0, to: 1, stride: 0.1).readScalars()
        == [0, 0.1, 0.2, 0.30000000000000004, 0.4, 0.5, 0.6000000000000001, 0.7000000000000001, 0.8, 0.9])
  }

  @Test func linearSpaceIsNumPysWithAnExactEnd() throws {
    #expect(
      try Tensor<Double>(linearSpaceFrom: -2, to: 2, count: 7).readScalars()
        == [-2, -1.3333333333333335, -0.6666666666666667, 0, 0.6666666666666665, 1.333333333333333, 2])
    #expect(
      try Tensor<Float>(linearSpaceFrom: 0, to: 1, count: 7).readScalars()
        == [0, 0.1666666716337204, 0.3333333432674408, 0.5, 0.6666666865348816, 0.8333333134651184, 1])
    #expect(try Tensor<Float>(linearSpaceFrom: 0.1, to: 0.7, count: 201).readScalars().last == 0.7)
    #expect(try Tensor<Float>(linearSpaceFrom: 3, to: 4, count: 1).readScalars() == [3])
    #expect(try Tensor<Float>(linearSpaceFrom: 3, to: 4, count: 0).readScalars() == [])
  }

  @Test func oneHotPutsItsAxisAnywhere() throws {
    let indices = Tensor<Int32>([0, 2, 7, -1])
    let rows = Tensor<Float>(oneHotAtIndices: indices, depth: 3)
    #expect(rows == Tensor([[1, 0, 0], [0, 0, 1], [0, 0, 0], [0, 0, 0]]))
    #expect(Tensor<Float>(oneHotAtIndices: indices, depth: 3, axis: 0) == rows.transposed())
    #expect(Tensor<Int32>(oneHotAtIndices: Tensor(1), depth: 2, onValue: 5, offValue: -5) == Tensor([-5, 5]))
  }

  @Test func conversionSaturatesAndKeepsGradients() throws {
    #expect(try Tensor<Int32>(Tensor<Float>([1.7, -1.7, 3e9, .nan])).readScalars() == [1, -1, .max, 0])
    #expect(try Tensor<UInt8>(Tensor<Float>([-3, 300])).readScalars() == [0, 255])
    #expect(try Tensor<Float>(Tensor<Int64>([0x100_0003])).readScalars() == [0x100_0004])
    #expect(try Tensor<Bool>(Tensor<Int32>([0, 2])).readScalars() == [false, true])
    let slope = gradient(at: Tensor<Float>([1, 2])) { x in (Tensor<Double>(x) * Tensor([3, 4])).sum() }
    #expect(slope == Tensor([3, 4]))
  }

  @Test func eyeHasOnesOnItsDiagonal() throws {
    let square: Tensor<Float> = eye(rowCount: 2)
    #expect(square == Tensor([[1, 0], [0, 1]]))
    let batch: Tensor<Int32> = eye(rowCount: 1, columnCount: 2, batchShape: [3])
    #expect(try batch.shape == [3, 1, 2] && batch.readScalars() == [1, 0, 1, 0, 1, 0])
  }
}
