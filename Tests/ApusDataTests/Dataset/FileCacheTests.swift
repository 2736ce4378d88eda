import ApusData
import Foundation
import Synchronization
import Testing

@Suite struct FileCacheTests {
  @Test(arguments: PipelineRow.Source.allCases) func elementsAreMadeOnceAndReadAfterwards(_ source: PipelineRow.Source) throws {
    try withTemporaryFolder { folder in
      let path = folder + "/cache"
      let made = MadeCount()
      func dataset() -> Dataset<LabeledData<Tensor<Float>, Tensor<Int32>>> {
        source.numbers(6).map { number in
          made.count.withLock { $0 += 1 }
          return LabeledData(data: Tensor<Float>([Float(number), 0.5]), label: Tensor<Int32>(Int32(number)))
        }.cached(in: path)
      }
      for _ in 0..<2 {
        let elements = try dataset().collected()
        #expect(elements.map(\.label) == (0..<6).map { Tensor<Int32>(Int32($0)) })
        #expect(elements.map(\.data) == (0..<6).map { Tensor<Float>([Float($0), 0.5]) })
      }
      #expect(made.count.withLock { $0 } == 6)
      try dataset().checkResuming()
      try dataset().shuffled(seed: 4).checkResuming()
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["cache"])
    }
  }

  @Test func theCacheOfAnotherPipelineIsAnError() throws {
    try withTemporaryFolder { folder in
      let path = folder + "/cache"
      _ = try Dataset(["a", "b"]).cached(in: path).collected()
      #expect(try Dataset(["a", "b"]).cached(in: path).collected() == ["a", "b"])
      let error = #expect(throws: PipelineError.self) { try Dataset(["a", "b", "c"]).cached(in: path).collected() }
      #expect(error?.description.contains("another pipeline") == true)
    }
  }

  @Test func aFailureLeavesNoFile() throws {
    try withTemporaryFolder { folder in
      struct Broken: Error {}
      let broken = Dataset(0..<5).map { (number: Int) throws -> Int in if number == 3 { throw Broken() } else { number } }
      #expect(throws: PipelineError.self) { try broken.cached(in: folder + "/cache").collected() }
      let left = try FileManager.default.contentsOfDirectory(atPath: folder)
      #expect(left.isEmpty)
    }
  }

  @Test func whatIsStoredComesBack() throws {
    let tensors = [Tensor<Float>(shape: [2, 0], scalars: []), Tensor<Float>([.nan, -0.0, .infinity])]
    for tensor in tensors {
      let copy = try #require(Tensor<Float>(storedBytes: try tensor.storedBytes()[...]))
      #expect(copy.shape == tensor.shape)
      #expect(try copy.readScalars().map(\.bitPattern) == tensor.readScalars().map(\.bitPattern))
      for length in 0..<(try tensor.storedBytes().count) {
        // What is shorter is another tensor at most where the shape is empty.
        #expect(Tensor<Float>(storedBytes: try tensor.storedBytes().prefix(length)) == nil)
      }
    }
    #expect(Tensor<Float>(storedBytes: [1, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F]) == nil)
    #expect(String(storedBytes: try "Ä".storedBytes()[...]) == "Ä")
  }
}

private final class MadeCount: Sendable { let count = Mutex(0) }
