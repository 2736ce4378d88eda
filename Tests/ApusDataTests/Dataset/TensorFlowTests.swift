import ApusData
import Testing

/// The order of elements is that of tf.data, as a run of TensorFlow wrote it down.
@Suite struct TensorFlowTests {
  private let lengths: @Sendable ([Int]) -> Dataset<Tensor<Int32>> = { lengths in
    Dataset(lengths).map { Tensor(repeating: Int32($0), shape: [$0]) }
  }

  @Test(arguments: PipelineRow.Source.allCases) func windowsAreTensorFlows(_ source: PipelineRow.Source) throws {
    for row in try DatasetFixture.tensorFlow.get().windows {
      let windows = source.numbers(row.count).windows(of: row.size, shift: row.shift, stride: row.stride, dropsRemainder: row.drop)
      #expect(try windows.collected() == row.result, "\(row)")
    }
  }

  @Test(arguments: PipelineRow.Source.allCases) func batchesShardsAndRepetitionsAreTensorFlows(_ source: PipelineRow.Source) throws {
    for row in try DatasetFixture.tensorFlow.get().batched {
      #expect(try source.numbers(row.count).inBatches(of: row.size, dropsRemainder: row.drop).collected() == row.result, "\(row)")
    }
    for row in try DatasetFixture.tensorFlow.get().sharded {
      #expect(try source.numbers(row.count).shard(row.index, of: row.shards).collected() == row.result, "\(row)")
    }
    for row in try DatasetFixture.tensorFlow.get().repeated {
      #expect(try source.numbers(row.count).repeated(row.times).collected() == row.result, "\(row)")
    }
  }

  @Test func paddedBatchesAreTensorFlows() throws {
    for row in try DatasetFixture.tensorFlow.get().padded {
      let batches = try lengths(row.lengths).paddedBatched(row.size, with: -1, dropsRemainder: row.drop).collected()
      #expect(batches == row.result.map { Tensor<Int32>($0) }, "\(row)")
    }
  }

  @Test func bucketsAreTensorFlows() throws {
    for row in try DatasetFixture.tensorFlow.get().bucketed {
      let batches = lengths(row.lengths).bucketedByLength(boundaries: row.boundaries, batchSizes: row.sizes, dropsRemainder: row.drop) {
        $0.scalarCount
      }
      #expect(try batches.map { $0.paddedAndCollated(with: -1) }.collected() == row.result.map { Tensor<Int32>($0) }, "\(row)")
    }
  }

  @Test(arguments: PipelineRow.Source.allCases) func interleavedElementsAreTensorFlows(_ source: PipelineRow.Source) throws {
    for row in try DatasetFixture.tensorFlow.get().interleaved {
      let make: @Sendable (Int) -> Dataset<Int> = { Dataset(100 * $0..<100 * $0 + row.lengths[$0]) }
      let numbers = source.numbers(row.lengths.count)
      #expect(try numbers.interleaved(cycleLength: row.cycle, blockLength: row.block, make).collected() == row.result, "\(row)")
      if row.cycle == 1 { #expect(try numbers.flatMap(make).collected() == row.result, "\(row)") }
    }
  }
}
