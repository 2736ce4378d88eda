import Apus
import Foundation
import Testing

@testable import TensorBoard

@Suite struct SummaryTests {
  private func values(_ body: (SummaryWriter) throws -> Void) throws -> [SummaryValue] {
    try withTemporaryFolder { folder in
      let writer = try makeWriter(folder)
      try body(writer)
      try writer.flush()
      return try EventFile(path: writer.path).events.flatMap { event in
        guard case .summary(let values) = event.content else { return [SummaryValue]() }
        return values
      }
    }
  }

  @Test func histogramsCountEveryNumberOnce() throws {
    let rows = SummaryWriter.buckets(of: [0, 1, 2, 3, 10, .nan, .infinity], count: 5)
    #expect(rows.map(\.count) == [2, 2, 0, 0, 1])
    #expect(rows.map(\.lower) == [0, 2, 4, 6, 8])
    #expect(rows.map(\.upper) == [2, 4, 6, 8, 10])
    #expect(SummaryWriter.buckets(of: [3, 3], count: 5).map { [$0.lower, $0.upper, $0.count] } == [[2.5, 3.5, 2]])
    #expect(SummaryWriter.buckets(of: [.nan], count: 5).isEmpty)
    let greatest = Float.greatestFiniteMagnitude
    #expect(SummaryWriter.buckets(of: [-greatest, greatest], count: 3).map(\.count) == [1, 0, 1])
  }

  @Test func histogramsAndTextsHaveTheFormOfTheirPlugins() throws {
    let found = try values { writer in
      try writer.histogram("w", of: [1, 2, 2], step: 3, bucketCount: 2)
      try writer.text("note", "**bold**", step: 3)
    }
    #expect(found.map(\.plugin?.name) == ["histograms", "text"])
    #expect(found.first?.content == .doubles([1, 1.5, 1, 1.5, 2, 2], shape: [2, 3]))
    #expect(found.last?.content == .strings([Array("**bold**".utf8)]))
  }

  @Test func imagesOfTensorsAreCutOffAtBlackAndWhite() throws {
    let pixels = Tensor<Float>(shape: [1, 2, 3], scalars: [0, 0.5, 1, -1, 2, .nan])
    let found = try values { try $0.image("x", pixels, step: 0) }
    guard case .strings(let parts) = found.first?.content else { throw PNGReader.Problem.format }
    #expect(parts.prefix(2) == [Array("2".utf8), Array("1".utf8)])
    #expect(try PNGReader.pixels(of: parts[2]) == [0, 128, 255, 0, 255, 0])
  }

  @Test func anImageOfAnotherSizeIsRefused() throws {
    try withTemporaryFolder { folder in
      let writer = try makeWriter(folder)
      for (height, width, channels) in [(2, 2, 3), (0, 4, 1), (4, 1, 2), (Int.max, 2, 1), (-2, -2, 1)] {
        #expect(throws: EventFileError.imageSize(tag: "x", height: height, width: width, channels: channels, byteCount: 4)) {
          try writer.image("x", pixels: [1, 2, 3, 4], height: height, width: width, channels: channels, step: 0)
        }
      }
      #expect(throws: EventFileError.self) { try writer.image("x", Tensor<Float>([1, 2]), step: 0) }
    }
  }

  @Test func graphsHaveANodeForEachOperationAndItsOperands() throws {
    try withTemporaryFolder { folder in
      let writer = try makeWriter(folder)
      try writer.graph(of: { (x: Tensor<Float>) in (x * x).sum() }, Tensor<Float>([1, 2, 3]))
      try writer.flush()
      let graphs = try EventFile(path: writer.path).events.compactMap { event -> [UInt8]? in
        guard case .graph(let graph) = event.content else { return nil }
        return graph
      }
      let nodes = try GraphReader.nodes(of: try #require(graphs.first))
      #expect(nodes.map(\.name) == ["input_0", "multiply_0", "sum_1", "output_0"])
      #expect(nodes.map(\.operands) == [[], ["input_0", "input_0"], ["multiply_0"], ["sum_1"]])
      #expect(throws: Diagnosis.self) {
        try writer.graph(of: { (x: Tensor<Float>) in x + Tensor<Float>([1, 2]) }, Tensor<Float>([1, 2, 3]))
      }
    }
  }
}
