import ApusTesting
import Testing

@testable import ApusGraph

/// Rows sorted by a function in C, against the reference evaluations, bit for bit.
@Suite(.enabled(if: TestDevice.isAvailable, TestDevice.needed)) struct SortKernelTests {
  /// Few different numbers, so that many are equal, and all that is special.
  private func numbers(_ count: Int, seed: UInt64) -> [Float] {
    var generator = SplitMix(seed: seed)
    let specials: [Float] = [.nan, -.nan, .infinity, -.infinity, 0, -0.0, .leastNonzeroMagnitude, -.leastNonzeroMagnitude]
    return (0..<count).map { _ in
      switch Int.random(in: 0..<10, using: &generator) {
      case 0: specials.randomElement(using: &generator) ?? 0
      case 1, 2: Float(Int.random(in: -5...5, using: &generator))
      default: Float.random(in: -1e20...1e20, using: &generator)
      }
    }
  }

  private func bits(_ array: HostArray) -> [UInt32] {
    array.type.dtype == .int32 ? array.array(of: Int32.self).map { UInt32(bitPattern: $0) } : array.array(of: Float.self).map(\.bitPattern)
  }

  /// Rows by comparing all and by digits, the first of a row picked out and cut off, rows that end within a block.
  @Test(arguments: [
    (1, 1, 1), (3, 24, 24), (3, 96, 96), (3, 97, 97), (40, 63, 1), (40, 64, 16), (40, 65, 17), (7, 200, 32), (7, 200, 33),
    (2, 5_000, 5_000), (9, 1_000, 5), (3, 20, 5), (300, 130, 10),
  ])
  func rowsAreThoseOfTheReference(_ rows: Int, _ count: Int, _ kept: Int) throws {
    let x = try HostArray(numbers(rows * count, seed: UInt64(count)), shape: [rows, count])
    for order in [SortOrder.ascending, .descending] {
      let program = try Program(
        tracingMany: { operands in
          [.make(Sort(axis: 1, order: order), operands[0]), .make(ArgSort(axis: 1, order: order), operands[0])]
            + [TopK.Part.values, .indices].map { .make(TopK(count: kept, axis: 1, order: order, part: $0), operands[0]) }
        }, [x.type])
      #expect(try program.stableHLO().contains("@\(order.target)("))
      let (expected, actual) = (try program.evaluate([x]), try TestDevice.run(program, [x]))
      for (actual, expected) in zip(actual, expected) { #expect(bits(actual) == bits(expected), "\(order)") }
    }
  }

  /// A digit that all have is passed over.
  @Test func rowsOfEqualNumbersStayAsTheyAre() throws {
    let x = try HostArray([Float](repeating: 3, count: 600), shape: [2, 300])
    let program = try Program(tracing: { $0[0].sortedIndices(alongAxis: 1) }, [x.type])
    #expect(try TestDevice.run(program, [x])[0].array(of: Int32.self) == (0..<2).flatMap { _ in 0..<300 })
  }

  @Test func otherRowsAreSortedByXLA() throws {
    func calls(_ type: TensorType, axis: Int, _ style: LoweringStyle = .tuned) throws -> Bool {
      try Program(tracing: { $0[0].largest(2, alongAxis: axis) }, [type]).stableHLO(style: style).contains("custom_call")
    }
    #expect(try calls(TensorType(.float32, [4, 5]), axis: 1))
    #expect(try !calls(TensorType(.float32, [4, 5]), axis: 0))
    #expect(try !calls(TensorType(.float64, [4, 5]), axis: 1))
    #expect(try !calls(TensorType(.float32, [4, 5]), axis: 1, .portable))
  }

  @Test(arguments: [
    (["4x8"], "4x9", "4x9xi32"), (["4x8"], "5x8", "5x8xi32"), (["4x8"], "4x8", "4x7xi32"), (["4x8"], "4x8", "4x8"),
    (["4x8xi32"], "4x8", "4x8xi32"), (["4x8"], "4x8xi32", "4x8xi32"), (["4x8"], "32", "32xi32"), (["4x8", "4x8"], "4x8", "4x8xi32"),
    ([""], "", "i32"),
  ])
  func aCallThatDoesNotFitIsRefused(_ operands: [String], _ values: String, _ places: String) throws {
    for order in [SortOrder.ascending, .descending] {
      try CustomCallRegistry.makeKnownToPlugin(order.target, order.handler)
      #expect(try TestDevice.refusal(order.target, operands, toAll: [values, places]).contains("operands that do not fit"))
    }
  }
}
