import Checkpoints
import Testing

/// Files whose JSON is well formed and whose numbers lie.
@Suite struct SafetensorsLayoutTests {
  private static func header(_ rows: (name: String, dtype: String, shape: String, offsets: String)...) -> String {
    "{"
      + rows.map {
        "\"\($0.name)\":{\"dtype\":\"\($0.dtype)\",\"shape\":\($0.shape),\"data_offsets\":\($0.offsets)}"
      }.joined(separator: ",") + "}"
  }

  private func error(_ header: String, byteCount: Int) throws -> SafetensorsError? {
    #expect(throws: SafetensorsError.self) { try open(header: header, data: Array(repeating: 0, count: byteCount)) }
  }

  @Test(arguments: [
    ("a gap", header(("a", "U8", "[2]", "[0,2]"), ("b", "U8", "[2]", "[3,5]")), 5),
    ("a gap at the front", header(("a", "U8", "[2]", "[1,3]")), 3),
    ("an overlap", header(("a", "U8", "[2]", "[0,2]"), ("b", "U8", "[2]", "[1,3]")), 3),
    ("the same bytes twice", header(("a", "U8", "[2]", "[0,2]"), ("b", "U8", "[2]", "[0,2]")), 2),
    ("an end before the beginning", header(("a", "U8", "[2]", "[2,0]")), 2),
  ])
  func tensorsTileTheData(what: String, header: String, byteCount: Int) throws {
    guard case .misplaced = try error(header, byteCount: byteCount) else {
      Issue.record("\(what) was not reported as such")
      return
    }
  }

  @Test(arguments: [
    ("too few bytes", header(("a", "F32", "[2]", "[0,7]")), 7),
    ("too many bytes", header(("a", "F32", "[2]", "[0,9]")), 9),
    ("an overflowing shape", header(("a", "U8", "[4294967296,4294967296]", "[0,0]")), 0),
    ("an overflowing size", header(("a", "F64", "[1152921504606846976]", "[0,0]")), 0),
    ("an overflow hidden by a zero", header(("a", "F32", "[9223372036854775807,9223372036854775807,0]", "[0,0]")), 0),
  ])
  func sizesFollowFromShapes(what: String, header: String, byteCount: Int) throws {
    guard case .wrongByteCount = try error(header, byteCount: byteCount) else {
      Issue.record("\(what) was not reported as such")
      return
    }
  }

  @Test func absurdSizesAreRefusedBeforeAnythingIsAllocated() throws {
    let exabyte = Self.header(("a", "U8", "[1152921504606846975]", "[0,1152921504606846975]"))
    let error = try error(exabyte, byteCount: 4)
    guard case .dataSize(_, expected: 1_152_921_504_606_846_975, actual: 4) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }

  @Test(arguments: [UInt64(100_000_001), 1 << 40, 1 << 63, .max, 47])
  func aHeaderLongerThanTheFileIsRefused(length: UInt64) throws {
    let file = withUnsafeBytes(of: length.littleEndian, Array.init) + Array("{}".utf8) + Array(repeating: 0, count: 44)
    let error = #expect(throws: SafetensorsError.self) { try open(file) }
    guard case .headerTooLong(_, length, fileByteCount: 54) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }

  @Test func anUnknownTypeIsNamed() throws {
    let error = try error(Self.header(("a", "F99", "[2]", "[0,2]")), byteCount: 2)
    guard case .unknownDType(_, tensor: "a", dtype: "F99") = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }

  @Test(arguments: [(0, 2), (1, 2), (3, 2), (1000, 2)])
  func dataAreExactlyAsLongAsTheHeaderSays(actual: Int, expected: Int) throws {
    let error = try error(Self.header(("a", "U8", "[2]", "[0,2]")), byteCount: actual)
    guard case .dataSize(_, expected, actual) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }
}
