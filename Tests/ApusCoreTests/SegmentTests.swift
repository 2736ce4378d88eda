import ApusCore
import Testing

/// Segments of integers, empty ones, and mistakes; the values are those of PyTorch in `ReferenceTests`.
@Suite struct SegmentTests {
  private let x = Tensor<Float>([[1, 2], [3, -4], [5, 6]])

  @Test func slicesOfNoSegmentAreLeftOut() {
    let segments = Tensor<Int32>([-1, 0, 2])
    #expect(x.segmentSum(segments: segments, segmentCount: 2) == Tensor([[3, -4], [0, 0]]))
    #expect(x.segmentMean(segments: segments, segmentCount: 2) == Tensor([[3, -4], [0, 0]]))
    #expect(x.segmentProduct(segments: segments, segmentCount: 2) == Tensor([[3, -4], [1, 1]]))
    #expect(x.segmentMax(segments: segments, segmentCount: 2) == Tensor([[3, -4], [-.infinity, -.infinity]]))
    #expect(gradient(at: x) { $0.segmentMean(segments: segments, segmentCount: 2).sum() } == Tensor([[0, 0], [1, 1], [0, 0]]))
    #expect(gradient(at: x) { $0.segmentMax(segments: segments, segmentCount: 1).sum() } == Tensor([[0, 0], [1, 1], [0, 0]]))
  }

  @Test func integersHaveSegmentsToo() {
    let numbers = Tensor<Int32>([4, 7, -2]), segments = Tensor<Int32>([1, 1, 1])
    #expect(numbers.segmentMax(segments: segments, segmentCount: 2).scalars == [.min, 7])
    #expect(numbers.segmentSum(segments: segments, segmentCount: 2).scalars == [0, 9])
  }

  @Test func aProductIsDifferentiatedWhereFactorsAreZero() {
    let slope = { (numbers: [Float]) in
      gradient(at: Tensor<Float>(numbers)) { $0.segmentProduct(segments: Tensor([0, 0, 0, 1]), segmentCount: 2).sum() }.scalars
    }
    #expect(slope([2, 0, 4, 5]) == [0, 8, 0, 1])
    #expect(slope([0, 0, 4, 0]) == [0, 0, 0, 1])
  }

  @Test func segmentsThatDoNotFitAreDiagnosed() {
    let problem = "segments of shape [2] do not fit"
    let mistake = Mistake.attribute(operation: "segmentReduction", problem: problem, operand: [3, 2])
    let two = Tensor<Int32>([0, 1])
    #expect(x.segmentSum(segments: two, segmentCount: 2).diagnosis?.mistake == mistake)
    #expect(x.segmentMean(segments: two, segmentCount: 2).diagnosis?.mistake == mistake)
    #expect(x.segmentMax(segments: two, segmentCount: 2).diagnosis?.mistake == mistake)
    #expect(x.segmentMean(segments: Tensor([0, 0, 0]), segmentCount: -1).diagnosis != nil)
  }

  @Test func indicesOfWhatIsNotZero() {
    #expect(Tensor<Float>([[1, 0, 3], [0, .nan, 0]]).nonZeroIndices() == Tensor([[0, 0], [0, 2], [1, 1]]))
    #expect(Tensor<Int32>([0, 0]).nonZeroIndices().shape == [0, 1])
    #expect(Tensor<Int32>(5).nonZeroIndices().shape == [1, 0])
    #expect((Tensor<Float>([1]) + Tensor([1, 2, 3]) + Tensor([1, 2])).nonZeroIndices().diagnosis != nil)
  }
}
