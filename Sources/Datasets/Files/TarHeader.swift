/// The header of one entry of a tar archive.
struct TarHeader {
  let path: String
  /// The bytes of the contents, without what fills the last block.
  let byteCount: Int
  let isFile: Bool

  /// - Parameter block: 512 bytes of an archive.
  /// - Throws: `TarError.damagedHeader` if they do not have their checksum, or no size.
  init(_ block: ArraySlice<UInt8>) throws(TarError) {
    let start = block.startIndex
    func field(_ range: Range<Int>) -> ArraySlice<UInt8> { block[start + range.lowerBound..<start + range.upperBound] }

    // The checksum is the sum of all bytes with its own place taken as eight spaces.
    let sum = block.reduce(0) { $0 + Int($1) } - field(148..<156).reduce(0) { $0 + Int($1) } + 8 * Int(UInt8(ascii: " "))
    guard let stored = Self.octal(field(148..<156)), stored == sum else {
      throw .damagedHeader(offset: start, reason: "its bytes do not have the checksum that it states")
    }
    guard let byteCount = Self.octal(field(124..<136)) else {
      throw .damagedHeader(offset: start, reason: "it states no size in octal digits")
    }
    self.byteCount = byteCount
    let name = Self.text(field(0..<100))
    // "ustar" says that there is a prefix; GNU's dialect, with a space behind it, keeps other things there.
    let hasPrefix = field(257..<263).elementsEqual(Array("ustar\0".utf8))
    let prefix = hasPrefix ? Self.text(field(345..<500)) : ""
    path = prefix.isEmpty ? name : prefix + "/" + name
    isFile = [0, UInt8(ascii: "0")].contains(block[start + 156])
  }

  private static func text(_ field: ArraySlice<UInt8>) -> String { String(decoding: field.prefix { $0 != 0 }, as: UTF8.self) }

  /// The number in a field of octal digits with spaces or zeros around them; nil for anything else, and for a field without digits. Eleven
  /// digits, the most that a header has, are 8 GiB: they fit.
  private static func octal(_ field: ArraySlice<UInt8>) -> Int? {
    let digits = field.drop { $0 == UInt8(ascii: " ") }.prefix { $0 != UInt8(ascii: " ") && $0 != 0 }
    guard !digits.isEmpty, digits.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "7")).contains($0) }) else { return nil }
    return digits.reduce(0) { $0 << 3 | Int($1 - UInt8(ascii: "0")) }
  }
}
