import Testing

@testable import Datasets

@Suite struct IDXFileTests {
  static let matrix = idx(0x08, [2, 3], [10, 11, 12, 20, 21, 22])

  @Test func readsAMatrixOfBytes() throws {
    let file = try IDXFile(parsing: Self.matrix)
    #expect(file.elementType == .uint8)
    #expect(file.dimensions == [2, 3])
    #expect(file.payload == [10, 11, 12, 20, 21, 22])
  }

  @Test(arguments: IDXElementType.allCases)
  func readsEveryElementType(_ type: IDXElementType) throws {
    let payload = (0..<UInt8(3 * type.byteCount)).map { $0 }
    let file = try IDXFile(parsing: idx(type.rawValue, [3], payload))
    #expect(file.elementType == type)
    #expect(file.payload == payload)
    #expect(throws: IDXError.self) { try IDXFile(parsing: idx(type.rawValue, [3], payload + [0])) }
  }

  @Test func elementTypesHaveTheWidthsOfTheFormat() {
    #expect(IDXElementType.allCases.map(\.rawValue) == [0x08, 0x09, 0x0B, 0x0C, 0x0D, 0x0E])
    #expect(IDXElementType.allCases.map(\.byteCount) == [1, 1, 2, 4, 4, 8])
  }

  @Test func readsDimensionsAsBigEndian() throws {
    let file = try IDXFile(parsing: idx(0x08, [258], [UInt8](repeating: 7, count: 258)))
    #expect(file.dimensions == [258])
  }

  @Test func readsAScalarAndAnEmptyArray() throws {
    #expect(try IDXFile(parsing: [0, 0, 8, 0, 42]).payload == [42])
    #expect(try IDXFile(parsing: idx(0x08, [0, 28, 28], [])).dimensions == [0, 28, 28])
    // An empty axis makes the array empty, however absurd the others are.
    #expect(try IDXFile(parsing: idx(0x0E, [0xFFFF_FFFF, 0xFFFF_FFFF, 0xFFFF_FFFF, 0], [])).payload == [])
  }

  @Test func everyTruncationIsReported() {
    for length in 0..<Self.matrix.count {
      let error = #expect(throws: IDXError.self) { try IDXFile(parsing: Array(Self.matrix[..<length])) }
      let expected: IDXError =
        switch length {
        case ..<4: .truncatedHeader(byteCount: length, needed: 4)
        case ..<12: .truncatedHeader(byteCount: length, needed: 12)
        default: .wrongPayloadLength(dimensions: [2, 3], expected: 6, found: length - 12)
        }
      #expect(error == expected)
    }
  }

  @Test func everyFlippedBitOfTheHeaderIsReportedButTheSign() throws {
    for bit in 0..<12 * 8 {
      let flipped = flipping(bit, of: Self.matrix)
      if flipped[2] == IDXElementType.int8.rawValue {
        // Signed and unsigned bytes take the same room: the format cannot tell, the reader of the data set does.
        #expect(try IDXFile(parsing: flipped).elementType == .int8)
      } else {
        #expect(throws: IDXError.self, "bit \(bit)") { try IDXFile(parsing: flipped) }
      }
    }
  }

  @Test func absurdSizesAreRefusedBeforeAnythingIsAllocated() {
    let huge = 0xFFFF_FFFF
    #expect(throws: IDXError.absurdSize(dimensions: [huge, huge, huge])) { try IDXFile(parsing: idx(0x08, [huge, huge, huge], [])) }
    #expect(throws: IDXError.absurdSize(dimensions: [huge, 1 << 31])) { try IDXFile(parsing: idx(0x0C, [huge, 1 << 31], [1])) }
    #expect(throws: IDXError.wrongPayloadLength(dimensions: [huge], expected: huge, found: 1)) {
      try IDXFile(parsing: idx(0x08, [huge], [1]))
    }
    #expect(throws: IDXError.truncatedHeader(byteCount: 5, needed: 1_024)) { try IDXFile(parsing: [0, 0, 8, 255, 0]) }
  }

  @Test func whatIsNotIDXIsNamed() {
    #expect(throws: IDXError.wrongMagic(Array("<htm".utf8))) { try IDXFile(parsing: Array("<html>".utf8)) }
    #expect(throws: IDXError.unknownElementType(code: 0x0A)) { try IDXFile(parsing: idx(0x0A, [1], [1])) }
  }
}
