import ApusData
import Testing

struct TrainTestSplitTests {
  @Test(arguments: 0..<4) func theSamplesAreScikitLearns(row: Int) throws {
    let splits = try NumPyFixture.numPy.get().splits
    #expect(splits.count == 4)
    let expected = splits[row]
    let split = try TrainTestSplit(count: expected.count, testShare: expected.share, seed: expected.seed)
    #expect(split.training == expected.training)
    #expect(split.test == expected.test)
  }

  @Test func arraysAndTensorsAreSplitAlike() throws {
    let split = try TrainTestSplit(count: 5, testShare: 0.4, seed: 1)
    let (training, test) = try split([0, 10, 20, 30, 40])
    let (trainingRows, testRows) = try split(Tensor<Float>(shape: [5, 2], scalars: [0, 1, 10, 11, 20, 21, 30, 31, 40, 41]))
    #expect(trainingRows.shape == [3, 2] && testRows.shape == [2, 2])
    #expect(trainingRows.scalars == training.flatMap { [Float($0), Float($0 + 1)] })
    #expect(testRows.scalars == test.flatMap { [Float($0), Float($0 + 1)] })
    #expect((training + test).sorted() == [0, 10, 20, 30, 40])
  }

  @Test(arguments: [(0, 0.5), (1, 0.5), (10, 0), (10, 1), (10, 0.95), (10, -1), (10, .nan), (10, .infinity)] as [(Int, Double)])
  func aPartWithoutSamplesThrows(count: Int, share: Double) {
    #expect(throws: DataError.self) { try TrainTestSplit(count: count, testShare: share, seed: 0) }
  }

  @Test func otherDataCannotBeSplit() throws {
    let split = try TrainTestSplit(count: 4, seed: 0)
    #expect(throws: DataError.sampleCount(expected: 4, found: 3)) { try split([1, 2, 3]) }
    #expect(throws: DataError.sampleCount(expected: 4, found: 0)) { try split(Tensor<Float>(3)) }
    #expect(throws: DataError.sampleCount(expected: 4, found: 5)) { try split(Tensor<Float>(zeros: [5, 4])) }
  }
}
