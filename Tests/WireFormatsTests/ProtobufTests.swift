import Testing
import WireFormats

@Suite struct ProtobufTests {
  struct Row: Sendable {
    let bytes: [UInt8]
    let write: @Sendable (inout ProtobufWriter) -> Void

    init(_ bytes: [UInt8], _ write: @escaping @Sendable (inout ProtobufWriter) -> Void) { (self.bytes, self.write) = (bytes, write) }
  }

  /// Written down by hand from the encoding's own page.
  static let rows: [Row] = [
    Row([0x08, 0x96, 0x01]) { $0.integer(1, 150) },
    Row([0x10, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x01]) { $0.integer(2, -1) },
    Row([]) { $0.nonzero(2, 0) },
    Row([0x10, 0x07]) { $0.nonzero(2, 7) },
    Row([0x60, 0x01]) { $0.zigzag(12, -1) },
    Row([0x60, 0x04]) { $0.zigzag(12, 2) },
    Row([0x35, 0x04, 0x35, 0x10, 0xFD]) { $0.fixed32(6, 0xFD10_3504) },
    Row([0x15, 0x00, 0x00, 0x80, 0x3E]) { $0.float(2, 0.25) },
    Row([0x09, 0x00, 0x00, 0x00, 0x40, 0xFC, 0x54, 0xD9, 0x41]) { $0.double(1, 1_700_000_000) },
    Row([0x12, 0x07, 0x74, 0x65, 0x73, 0x74, 0x69, 0x6E, 0x67]) { $0.string(2, "testing") },
    Row([0x1A, 0x03, 0x08, 0x96, 0x01]) { $0.message(3) { $0.integer(1, 150) } },
    Row([0x22, 0x06, 0x03, 0x8E, 0x02, 0x9E, 0xA7, 0x05]) { $0.packed(4, [3, 270, 86942] as [UInt64]) },
    Row([0x32, 0x08, 0, 0, 0, 0, 0, 0, 0xF0, 0x3F]) { $0.packed(6, [1.0] as [Double]) },
    Row([0x80, 0x01, 0x01]) { $0.integer(16, 1) },
  ]

  @Test(arguments: rows)
  func fieldsHaveTheirBytes(row: Row) {
    var message = ProtobufWriter()
    row.write(&message)
    #expect(message.bytes == row.bytes)
  }

  private static let whole: [UInt8] = {
    var message = ProtobufWriter()
    message.integer(1, .min)
    message.zigzag(2, .min)
    message.fixed32(3, 7)
    message.fixed64(4, 8)
    message.string(5, "é\n")
    message.message(6) { $0.float(1, -0.5) }
    message.double(7, .pi)
    message.integer(536_870_911, 1)
    return message.bytes
  }()

  @Test func whatIsWrittenIsReadBack() throws {
    var reader = ProtobufReader(Self.whole[...])
    func next(_ number: Int) throws -> ProtobufField {
      let field = try #require(try reader.next())
      #expect(field.number == number)
      return field
    }
    #expect(try next(1).integer() == .min)
    #expect(try next(2).zigzag() == .min)
    #expect(try next(3).fixed32() == 7)
    #expect(try next(4).fixed64() == 8)
    #expect(try next(5).string() == "é\n")
    var inner = try next(6).message()
    #expect(try inner.next()?.float() == -0.5)
    #expect(try inner.next() == nil)
    #expect(try next(7).double() == .pi)
    #expect(try next(536_870_911).integer() == 1)
    #expect(try reader.next() == nil)
  }

  /// Reads all fields, and those of field 6.
  private func walk(_ bytes: ArraySlice<UInt8>) throws -> Int {
    var reader = ProtobufReader(bytes)
    var count = 0
    while let field = try reader.next() {
      count += 1
      if field.number == 6 { count += try walk(field.block()) }
      if field.number == 5 { _ = try field.string() }
    }
    return count
  }

  @Test func aCutMessageIsRefusedOrHasFewerFields() throws {
    let count = try walk(Self.whole[...])
    var refused = 0
    for length in 0..<Self.whole.count {
      do { #expect(try walk(Self.whole.prefix(length)) < count) } catch { refused += error is WireProblem ? 1 : 0 }
    }
    // Between the fields a message may end: before each of the eight.
    #expect(refused == Self.whole.count - 8)
  }

  @Test func flippedBitsNeverLeadOutside() {
    for bit in 0..<Self.whole.count * 8 {
      var bytes = Self.whole
      bytes[bit / 8] ^= 1 << (bit % 8)
      do { _ = try walk(bytes[...]) } catch { #expect(error is WireProblem) }
    }
  }

  struct Nonsense: Sendable {
    let bytes: [UInt8]
    let problem: WireProblem

    init(_ bytes: [UInt8], _ problem: WireProblem) { (self.bytes, self.problem) = (bytes, problem) }
  }

  static let nonsense: [Nonsense] = [
    Nonsense([0x08], .truncated(offset: 1)),
    Nonsense([0x0D, 1, 2], .truncated(offset: 1)),
    Nonsense([0x09, 1, 2, 3, 4, 5, 6, 7], .truncated(offset: 1)),
    Nonsense([0x08, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x02], .overlongVarint(offset: 1)),
    Nonsense([0x08, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x00], .overlongVarint(offset: 1)),
    Nonsense([0x0A, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x01], .lengthBeyondEnd(.max, offset: 1)),
    Nonsense([0x0A, 2, 0], .lengthBeyondEnd(2, offset: 1)),
    Nonsense([0x00, 1], .fieldNumber(0, offset: 0)),
    Nonsense([0x80, 0x80, 0x80, 0x80, 0x10, 1], .fieldNumber(1 << 29, offset: 0)),
    Nonsense([0x0B], .wireType(3, offset: 0)),
    Nonsense([0x0F], .wireType(7, offset: 0)),
  ]

  @Test(arguments: nonsense)
  func nonsenseIsNamed(row: Nonsense) {
    #expect(throws: row.problem) { try walk(row.bytes[...]) }
  }

  @Test func aFieldOfAnotherTypeIsRefused() throws {
    var reader = ProtobufReader([0x08, 1, 0x2A, 1, 0xFF])
    let number = try #require(try reader.next())
    #expect(throws: WireProblem.unexpectedType(field: 1, offset: 0)) { try number.string() }
    #expect(throws: WireProblem.unexpectedType(field: 1, offset: 0)) { try number.fixed32() }
    #expect(throws: WireProblem.unexpectedType(field: 1, offset: 0)) { try number.fixed64() }
    let text = try #require(try reader.next())
    #expect(throws: WireProblem.unexpectedType(field: 5, offset: 2)) { try text.integer() }
    #expect(throws: WireProblem.invalidText(offset: 2)) { try text.string() }
  }

  @Test func everyProblemSaysWhereItIs() {
    let problems: [WireProblem] = [
      .truncated(offset: 41), .overlongVarint(offset: 41), .lengthBeyondEnd(9, offset: 41), .fieldNumber(0, offset: 41),
      .wireType(3, offset: 41), .unexpectedType(field: 2, offset: 41), .invalidText(offset: 41),
    ]
    #expect(problems.allSatisfy { "\($0)".hasPrefix("byte 41: ") })
    #expect(Set(problems.map { "\($0)" }).count == problems.count)
  }
}
