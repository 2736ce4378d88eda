import Testing

@testable import Checkpoints

@Suite struct SafetensorsWriterTests {
  private func written(
    _ tensors: [SafetensorsWriter.Tensor], metadata: [String: String] = [:],
    order: SafetensorsWriter.Order = .byAlignmentThenName
  ) throws -> [UInt8] {
    try withTemporaryFolder { folder in
      try SafetensorsWriter.write(tensors, metadata: metadata, order: order, to: folder + "/written.safetensors")
      return try bytes(at: folder + "/written.safetensors")
    }
  }

  @Test func theFileEqualsTheOfficialWritersByteForByte() throws {
    let file = try written(officialTensors, metadata: ["format": "np"])
    #expect(file == safetensors(header: officialHeader, data: officialData))
  }

  @Test func theGivenOrderIsKept() throws {
    let file = try written(officialTensors, order: .asGiven)
    #expect(try open(file).entries.filter { !$0.byteRange.isEmpty }.map(\.name) == ["flag", "w", "a", "h", "b", "u"])
  }

  @Test func namesSortByTheirBytes() throws {
    // Unicode's canonical order would put U+FF21 before U+1F600; bytes do as well, but UTF-16 would not.
    let names = ["Ａ", "😀", "b", "B", "a", "a.1", ""]
    let file = try written(names.map { .init(name: $0, dtype: .uint8, shape: [1], bytes: [1]) })
    #expect(try open(file).entries.map(\.name) == ["", "B", "a", "a.1", "b", "Ａ", "😀"])
  }

  @Test(arguments: 0..<17)
  func dataBeginAtAMultipleOfEight(nameLength: Int) throws {
    let name = String(repeating: "n", count: nameLength)
    let file = try written([.init(name: name, dtype: .float64, shape: [1], bytes: littleEndianBytes([1.25]))])
    let entry = try #require(try open(file).entries.first)
    #expect(entry.byteRange.lowerBound % 8 == 0)
    #expect(file[8] == UInt8(ascii: "{"))
  }

  @Test(arguments: SafetensorsDType.allCases)
  func whatIsWrittenIsReadBackBitForBit(dtype: SafetensorsDType) throws {
    var generator = SplitMix(state: 11)
    for shape in [[], [0], [1], [8], [3, 0, 5], [2, 4, 8]] {
      guard let byteCount = dtype.byteCount(of: shape) else { continue }
      let content = (0..<byteCount).map { _ in UInt8.random(in: 0...255, using: &generator) }
      let file = try open(try written([.init(name: "t", dtype: dtype, shape: shape, bytes: content)]))
      #expect(file.entries.map(\.shape) == [shape])
      #expect(try file.withBytes(of: "t") { Array($0) } == content)
    }
  }

  @Test func namesAndMetadataOfAnyTextComeBack() throws {
    let texts = ["", "\"", "\\", "/", "\u{0}", "\u{1F}", "\u{7F}", "\n\r\t\u{8}\u{C}", "é😀", "\u{2028}", "a.b[0].weight"]
    let metadata = Dictionary(uniqueKeysWithValues: texts.map { ($0, $0 + $0) })
    let file = try open(
      try written(texts.map { .init(name: $0, dtype: .uint8, shape: [1], bytes: [1]) }, metadata: metadata))
    #expect(file.metadata == metadata)
    #expect(Set(file.entries.map(\.name)) == Set(texts))
  }

  @Test func noTensorsMakeAValidFile() throws {
    #expect(try written([]) == safetensors(header: "{}      "))
  }

  @Test func tensorsAreAskedForTheirBytesOneByOneInOrder() throws {
    var asked: [String] = []
    let tensors = ["b", "a"].map { name in
      SafetensorsWriter.Tensor(name: name, dtype: .uint8, shape: [1]) { body in
        asked.append(name)
        try withUnsafeBytes(of: UInt8(1), body)
      }
    }
    _ = try written(tensors)
    #expect(asked == ["a", "b"])
  }

  @Test func contentsThatNoFileCanHoldAreRefusedAndTheOldFileStays() throws {
    struct Stop: Error {}
    let rows: [([SafetensorsWriter.Tensor], (any Error) -> Bool)] = [
      ([tensor("a"), tensor("a")], { if case SafetensorsError.duplicateName(_, "a") = $0 { true } else { false } }),
      ([tensor("__metadata__")], { if case SafetensorsError.reservedName = $0 { true } else { false } }),
      ([tensor("a", shape: [-1])], { if case SafetensorsError.impossibleShape = $0 { true } else { false } }),
      ([tensor("a", shape: [.max, 2])], { if case SafetensorsError.impossibleShape = $0 { true } else { false } }),
      (
        [tensor("a", shape: [.max / 8, 1]), tensor("b", shape: [.max / 8]), tensor("c", shape: [.max / 8])]
          + (0..<6).map { tensor("d\($0)", shape: [.max / 8]) },
        { if case SafetensorsError.impossibleShape = $0 { true } else { false } }
      ),
      ([tensor("a", shape: [2])], { if case SafetensorsError.wrongByteCount(_, "a", .uint8, [2], 1) = $0 { true } else { false } }),
      (
        [.init(name: "a", dtype: .uint8, shape: [1]) { _ in }],
        { if case SafetensorsError.wrongByteCount(_, "a", .uint8, [1], 0) = $0 { true } else { false } }
      ),
      ([tensor("a"), .init(name: "b", dtype: .uint8, shape: [1]) { _ in throw Stop() }], { $0 is Stop }),
    ]
    for (tensors, isExpected) in rows {
      try withTemporaryFolder { folder in
        let path = folder + "/old.safetensors"
        try writeBytes([1, 2, 3], to: path)
        let error = #expect(throws: (any Error).self) { try SafetensorsWriter.write(tensors, to: path) }
        #expect(error.map(isExpected) == true, "\(String(describing: error))")
        #expect(try bytes(at: path) == [1, 2, 3])
        #expect(try names(in: folder) == ["old.safetensors"])
      }
    }
  }

  private func tensor(_ name: String, shape: [Int] = [1]) -> SafetensorsWriter.Tensor {
    .init(name: name, dtype: .uint8, shape: shape, bytes: [1])
  }
}
