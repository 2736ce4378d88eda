import ApusData
import Testing

/// The examples of the documentation comments of datasets, with the results that stand there.
struct DatasetExampleTests {
  private func text<Element>(_ dataset: Dataset<Element>) throws -> String { "\(try dataset.collected())" }

  @Test func transformations() throws {
    #expect(try text(Dataset(1...6).inBatches(of: 4)) == "[[1, 2, 3, 4], [5, 6]]")
    #expect(try text(Dataset(0..<5).inBatches(of: 2)) == "[[0, 1], [2, 3], [4]]")
    #expect(try text(Dataset(1...3).map { $0 * $0 }) == "[1, 4, 9]")
    #expect(try text(Dataset(1...6).filter { $0 % 2 == 0 }) == "[2, 4, 6]")
    #expect(try text(Dataset(0..<5).shuffled(seed: 7)) == "[0, 3, 4, 2, 1]")
    #expect("\(try Dataset(0..<5).shuffled(seed: 7).collected(epoch: 1))" == "[1, 0, 3, 4, 2]")
    #expect(try text(Dataset(0..<5).windows(of: 3)) == "[[0, 1, 2], [1, 2, 3], [2, 3, 4]]")
    #expect(try text(Dataset(0..<7).windows(of: 2, shift: 3, stride: 2)) == "[[0, 2], [3, 5]]")
    #expect(try text(Dataset([3, 9, 2, 8, 4]).bucketedByLength(boundaries: [5], batchSizes: [2, 2]) { $0 }) == "[[3, 2], [9, 8], [4]]")
    #expect(try text(Dataset(0..<3).repeated(2)) == "[0, 1, 2, 0, 1, 2]")
    #expect(try text(Dataset(0..<3).repeated().prefix(4)) == "[0, 1, 2, 0]")
    #expect(try text(Dataset(0..<5).prefix(2)) == "[0, 1]")
    #expect(try text(Dataset(0..<5).dropFirst(3)) == "[3, 4]")
    #expect(try text(Dataset(1...3).zipped(with: Dataset(["a", "b"]))) == #"[(1, "a"), (2, "b")]"#)
    #expect(try text(Dataset(0..<2).concatenated(with: Dataset([7]))) == "[0, 1, 7]")
    #expect(try text(Dataset([10, 20, 30]).interleaved(cycleLength: 2) { Dataset([$0, $0 + 1]) }) == "[10, 20, 11, 21, 30, 31]")
    #expect(try text(Dataset(1...3).flatMap { Dataset(0..<$0) }) == "[0, 0, 1, 0, 1, 2]")
    #expect(try text(Dataset(["a", "b"]).enumerated()) == #"[(offset: 0, element: "a"), (offset: 1, element: "b")]"#)
    #expect(try text(Dataset(0..<7).shard(1, of: 3)) == "[1, 4]")
    #expect(Dataset(1...6).filter { $0 % 2 == 0 }.assertingCount(3).count == 3)
  }

  @Test func tensorsAndFiles() throws {
    #expect(try text(Dataset(sequence(first: 1) { $0 * 2 }).prefix(4)) == "[1, 2, 4, 8]")
    #expect(try Dataset(slicing: Tensor<Float>(zeros: [70, 4])).batched(32).collected().map(\.shape) == [[32, 4], [32, 4], [6, 4]])
    #expect(try Dataset(slicing: Tensor<Float>([[1, 2], [3, 4]])).collected() == [Tensor([1, 2]), Tensor([3, 4])])
    let words = Dataset([Tensor<Int32>([1, 2, 3]), Tensor<Int32>([4])])
    #expect(try words.paddedBatched(2, with: 0).collected() == [Tensor<Int32>([[1, 2, 3], [4, 0, 0]])])
    #expect("\(TFExample(["image": .bytes([[1]]), "label": .integers([3])])["label"]?.integers ?? [])" == "[3]")
  }

  @Test func tensorsThatCannotBePaddedTogetherAreADiagnosis() {
    #expect([Tensor<Float>([1]), Tensor<Float>(1)].paddedAndCollated(with: 0).diagnosis != nil)
    #expect([Tensor<Float>]().paddedAndCollated(with: 0).diagnosis != nil)
    #expect([Tensor<Float>([1, 2])].paddedAndCollated(with: 0, length: 1).diagnosis != nil)
    #expect([Tensor<Float>([1, 2])].paddedAndCollated(with: 9, length: 3) == Tensor<Float>([[1, 2, 9]]))
  }
}
