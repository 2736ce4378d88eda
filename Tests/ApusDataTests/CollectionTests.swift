import ApusData
import Testing

struct CollectionTests {
  @Test(arguments: [(7, 3, [3, 3, 1]), (6, 3, [3, 3]), (2, 5, [2]), (0, 4, [])])
  func slicesCoverTheBaseInOrder(count: Int, batchSize: Int, sizes: [Int]) {
    let slices = (0..<count).inBatches(of: batchSize)
    #expect(slices.map(\.count) == sizes)
    #expect(slices.flatMap { $0 } == Array(0..<count))
  }

  @Test func samplingTakesTheChosenElementsInTheOrderOfTheChoice() {
    let letters = ["a", "b", "c", "d"]
    let sampled = letters.sampled(at: [3, 0, 3])
    #expect(Array(sampled) == ["d", "a", "d"])
    #expect(Array(sampled.reversed()) == ["d", "a", "d"])
    #expect(sampled.inBatches(of: 2).map { Array($0) } == [["d", "a"], ["d"]])
  }

  @Test func collatedTensorsStandAlongABatchAxis() throws {
    let batch = [Tensor<Float>([1, 2]), Tensor<Float>([3, 4]), Tensor<Float>([5, 6])].collated
    #expect(batch.shape == [3, 2])
    #expect(try batch.readScalars() == [1, 2, 3, 4, 5, 6])
  }

  @Test func collatedExamplesHaveDataAndLabelsInOneOrder() throws {
    let examples = (0..<3).map { LabeledData(data: Tensor<Float>([Float($0), 0]), label: Tensor<Int32>(shape: [], scalars: [Int32($0)])) }
    let batch = examples.collated
    #expect(try batch.data.readScalars() == [0, 0, 1, 0, 2, 0])
    #expect(try batch.label.readScalars() == [0, 1, 2])
  }

  @Test func tensorsOfDifferentShapesCollateToADiagnosis() {
    #expect([Tensor<Float>([1, 2]), Tensor<Float>([3])].collated.diagnosis != nil)
  }
}
