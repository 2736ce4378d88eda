import Testing

@testable import ApusGraph

@Suite struct RandomBitsTests {
  /// From the known answers of Random123, `threefry2x32 20`.
  @Test(
    arguments: [
      ([0, 0], [0, 0], [0x6b20_0159, 0x99ba_4efe]),
      ([0xffff_ffff, 0xffff_ffff], [0xffff_ffff, 0xffff_ffff], [0x1cb9_96fc, 0xbb00_2be7]),
      ([0x1319_8a2e, 0x0370_7344], [0x243f_6a88, 0x85a3_08d3], [0xc492_3a9c, 0x483d_f7a0]),
    ] as [([UInt32], [UInt32], [UInt32])])
  func threefryGivesTheKnownAnswers(key: [UInt32], counter: [UInt32], answer: [UInt32]) {
    let block = Threefry.block(key: (key[0], key[1]), counter: (counter[0], counter[1]))
    #expect([block.0, block.1] == answer)
  }

  /// `count` words for a key and a counter.
  private func words(_ count: Int, _ key: UInt64, _ counter: UInt64) -> Node {
    .randomBits(count: count, key: .randomState(key), counter: .randomState(counter))
  }

  private func hostWords(_ count: Int, _ key: UInt64, _ counter: UInt64) throws -> [UInt32] {
    try computed { _ in [words(count, key, counter)] }[0].array()
  }

  @Test func lowHalvesComeFirst() throws {
    #expect(try hostWords(2, 0x0370_7344_1319_8a2e, 0x85a3_08d3_243f_6a88) == [0xc492_3a9c, 0x483d_f7a0])
  }

  @Test func fewerWordsAreTheFirstOfMore() throws {
    let many = try hostWords(100, 17, 5)
    for count in [0, 1, 2, 7, 99] { #expect(try hostWords(count, 17, 5) == Array(many.prefix(count))) }
  }

  @Test func theCounterGoesOnOverBothHalvesAndRoundTheEnd() throws {
    for start in [0xffff_fffe, UInt64.max - 1] {
      let separate = try (0..<4).flatMap { try hostWords(2, 3, start &+ $0) }
      #expect(try hostWords(8, 3, start) == separate)
    }
  }

  @Test func otherKeysGiveOtherWords() throws {
    let draws = try ([0, 1, 1 << 32, 1 << 63] as [UInt64]).map { try hostWords(8, $0, 0) }
    #expect(Set(draws).count == 4)
  }

  @Test(.enabled(if: TestDevice.isAvailable, TestDevice.needed), arguments: [0xffff_fffe, 0xffff_ffff_ffff_fffe, 1 << 40] as [UInt64])
  func xlaDrawsTheSameNumbers(counter: UInt64) throws {
    let draws = { (_: [Node]) -> [Node] in
      let key = Node.randomState(0x1234_5678_9abc_def0), counter = Node.randomState(counter)
      return [1, 2, 5, 64, 1_023].map { words($0, 0x1234_5678_9abc_def0, counter.constantBits) }
        + DType.floatingPoint.map { .randomUniform(TensorType($0, [3, 7]), key: key, counter: counter) }
        + DType.integers.map { .randomIntegers(TensorType($0, [3, 7]), in: 3..<100, key: key, counter: counter) }
        + [.randomIntegers(TensorType(.int64, [33]), in: Int64.min..<Int64.max, key: key, counter: counter)]
    }
    for (host, device) in zip(try computed([], draws), try computedOnDevice([], draws)) {
      #expect(host.type == device.type)
      #expect(bytes(host) == bytes(device), "\(host.type)")
    }
  }

  @Test func bytesAreEquallyFrequent() throws {
    var counts = [Int](repeating: 0, count: 256)
    for word in try hostWords(1 << 16, 42, 0) { for shift in [0, 8, 16, 24] { counts[Int(word >> shift & 255)] += 1 } }
    // Chi-square with 255 degrees of freedom: mean 255, standard deviation 22.6.
    #expect((150.0...380).contains(chiSquare(counts)))
  }

  private func bytes(_ array: HostArray) -> [UInt8] {
    withExtendedLifetime(array.owner) { Array(UnsafeRawBufferPointer(start: array.pointer, count: array.type.byteCount)) }
  }
}

extension Node {
  /// The bits of a constant.
  fileprivate var constantBits: UInt64 { (operation as? Constant)?.bits ?? 0 }
}

/// How far counts are from being equal, in units of what chance does.
func chiSquare(_ counts: [Int]) -> Double {
  let expected = Double(counts.reduce(0, +)) / Double(counts.count)
  return counts.reduce(0) { $0 + (Double($1) - expected) * (Double($1) - expected) / expected }
}
