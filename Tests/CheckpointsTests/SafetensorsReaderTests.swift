import Checkpoints
import Testing

@Suite struct SafetensorsReaderTests {
  @Test func aFileOfTheOfficialWriterIsReadWhole() throws {
    let file = try open(header: officialHeader, data: officialData)
    #expect(file.metadata == ["format": "np"])
    #expect(file.entries.map(\.name) == ["b", "é\"\n/\u{1}", "a", "w", "h", "u", "flag"])
    #expect(file.entries.map(\.dtype) == [.int64, .float64, .float32, .float32, .float16, .uint8, .bool])
    #expect(file.entries.map(\.shape) == [[2], [0, 3], [], [2, 3], [1], [1], [3]])
    for tensor in officialTensors {
      let entry = try #require(file.entry(named: tensor.name))
      #expect(entry.dtype == tensor.dtype && entry.shape == tensor.shape)
    }
    #expect(try file.withBytes(of: "w") { Array($0) } == littleEndianBytes([Float(0), 1, 2, 3, 4, 5]))
    #expect(try file.withBytes(of: "b") { Array($0) } == littleEndianBytes([Int64(1), 2]))
    #expect(try file.withBytes(of: "é\"\n/\u{1}") { $0.count } == 0)
    #expect(try file.withBytes(of: "flag") { Array($0) } == [1, 0, 1])
  }

  @Test func aFileWithoutTensorsIsValid() throws {
    let file = try open(header: "{}")
    #expect(file.entries.isEmpty)
    #expect(file.metadata.isEmpty)
  }

  @Test func bytesAreTheFilesOwnMemory() throws {
    let file = try open(header: officialHeader, data: officialData)
    let b = try #require(file.entry(named: "b"))
    let flag = try #require(file.entry(named: "flag"))
    let first = try file.withBytes(of: "b") { UInt(bitPattern: $0.baseAddress) }
    let last = try file.withBytes(of: "flag") { UInt(bitPattern: $0.baseAddress) }
    #expect(last - first == UInt(flag.byteRange.lowerBound - b.byteRange.lowerBound))
  }

  @Test func theMappingOutlivesTheFilesNameAndTheValueThatOpenedIt() throws {
    let copy: SafetensorsFile
    do {
      let file = try open(header: officialHeader, data: officialData)  // its folder is already removed
      copy = file
    }
    #expect(try copy.withBytes(of: "u") { $0[0] } == 7)
  }

  @Test func aMissingTensorIsNamedWithThoseThatExist() throws {
    let file = try open(header: officialHeader, data: officialData)
    #expect(
      throws: SafetensorsError.missingTensor(path: file.path, name: "x", names: file.entries.map(\.name))
    ) { try file.withBytes(of: "x") { $0.count } }
    #expect(file.entry(named: "x") == nil)
  }

  @Test func anErrorOfTheBodyPassesThrough() throws {
    struct Stop: Error {}
    let file = try open(header: officialHeader, data: officialData)
    #expect(throws: Stop.self) { try file.withBytes(of: "w") { _ in throw Stop() } }
  }

  @Test func whatIsNoRegularFileIsRefused() throws {
    try withTemporaryFolder { folder in
      #expect(throws: SafetensorsError.unreadable(path: folder, reason: "it is not a regular file")) {
        try SafetensorsFile(path: folder)
      }
      let absent = folder + "/absent"
      #expect(throws: SafetensorsError.unreadable(path: absent, reason: "No such file or directory")) {
        try SafetensorsFile(path: absent)
      }
    }
  }

  @Test func packedTypesAreReadWhenTheyFillTheirBytes() throws {
    let file = try open(header: #"{"p":{"dtype":"F4","shape":[4],"data_offsets":[0,2]}}"#, data: [1, 2])
    #expect(file.entries.map(\.dtype) == [.float4])
    #expect(throws: SafetensorsError.self) {
      try open(header: #"{"p":{"dtype":"F4","shape":[3],"data_offsets":[0,2]}}"#, data: [1, 2])
    }
  }

  @Test(arguments: SafetensorsDType.allCases)
  func everyTypeIsReadUnderItsName(dtype: SafetensorsDType) throws {
    let byteCount = dtype.bitWidth  // of 8 elements
    let header = #"{"t":{"dtype":"\#(dtype.rawValue)","shape":[8],"data_offsets":[0,\#(byteCount)]}}"#
    let file = try open(header: header, data: Array(repeating: 1, count: byteCount))
    #expect(file.entries.map(\.dtype) == [dtype])
  }
}
