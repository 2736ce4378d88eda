import Apus
import Testing

@testable import Datasets

@Suite struct IDXDatasetTests {
  @Test func anArrayIsSlicedAlongItsFirstAxis() throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    let path = try folder.write(gzipped(idx(0x08, [2, 3], [10, 11, 12, 20, 21, 22])), to: "bytes")
    let rows = try Dataset<Tensor<UInt8>>(contentsOfIDX: path)
    #expect(try rows.collected() == [Tensor<UInt8>([10, 11, 12]), Tensor<UInt8>([20, 21, 22])])
    try rows.repeated(3).shuffled(seed: 1).batched(2).checkResuming()
  }

  @Test func numbersOfSeveralBytesHaveTheHighestFirst() throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    let integers = try folder.write(idx(0x0C, [2], [0, 0, 1, 2, 0xFF, 0xFF, 0xFF, 0xFE]), to: "integers")
    #expect(try Dataset<Tensor<Int32>>(contentsOfIDX: integers).batched(2).collected() == [Tensor<Int32>([258, -2])])
    let numbers = try folder.write(idx(0x0D, [1], [0x3F, 0xC0, 0, 0]), to: "numbers")
    #expect(try Dataset<Tensor<Float>>(contentsOfIDX: numbers).batched(1).collected() == [Tensor<Float>([1.5])])
  }

  @Test func numbersOfAnotherTypeAreAnError() throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    let path = try folder.write(idx(0x0C, [0], []), to: "integers")
    #expect(throws: DatasetError.wrongElementType(path: path, expected: .float32, found: .int32)) {
      try Dataset<Tensor<Float>>(contentsOfIDX: path)
    }
  }
}
