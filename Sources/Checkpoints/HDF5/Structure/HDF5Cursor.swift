/// Reads numbers of an HDF5 file from any place of it, front to back from there.
///
/// Every place is compared with the file before it is read.
struct HDF5Cursor {
  /// How many bytes addresses and lengths take, which the file says at its beginning.
  struct Widths {
    var address = 8
    var length = 8
  }

  let file: UnsafeRawBufferPointer
  let widths: Widths
  private(set) var offset: Int

  init(_ file: UnsafeRawBufferPointer, at offset: Int, _ widths: Widths = Widths()) {
    (self.file, self.offset, self.widths) = (file, offset, widths)
  }

  func malformed(_ problem: String) -> HDF5Problem { .malformed(offset: offset, problem) }

  mutating func bytes(_ count: Int) throws(HDF5Problem) -> UnsafeRawBufferPointer {
    guard count >= 0, offset >= 0, offset <= file.count, count <= file.count - offset else {
      throw malformed("an end of the file in the middle of something")
    }
    defer { offset += count }
    return UnsafeRawBufferPointer(rebasing: file[offset..<offset + count])
  }

  mutating func skip(_ count: Int) throws(HDF5Problem) { _ = try bytes(count) }

  /// A number of up to eight bytes, lowest first.
  mutating func number(_ width: Int) throws(HDF5Problem) -> UInt64 {
    try bytes(width).reversed().reduce(0) { $0 << 8 | UInt64($1) }
  }

  mutating func byte() throws(HDF5Problem) -> Int { Int(try number(1)) }
  mutating func short() throws(HDF5Problem) -> Int { Int(try number(2)) }
  mutating func word() throws(HDF5Problem) -> Int { Int(try number(4)) }

  /// A length or an extent.
  mutating func length() throws(HDF5Problem) -> Int {
    let number = try number(widths.length)
    guard let length = Int(exactly: number) else { throw malformed("the length \(number)") }
    return length
  }

  /// A place in the file; `nil` where all bits are set, which stands for none.
  mutating func address() throws(HDF5Problem) -> Int? {
    let number = try number(widths.address)
    if number == UInt64.max >> (64 - 8 * UInt64(widths.address)) { return nil }
    guard number <= UInt64(file.count) else { throw malformed("the address \(number), beyond the end of the file") }
    return Int(number)
  }

  mutating func requiredAddress(_ what: String) throws(HDF5Problem) -> Int {
    guard let address = try address() else { throw malformed("no \(what)") }
    return address
  }

  mutating func require(_ signature: StaticString) throws(HDF5Problem) {
    let start = offset
    guard try bytes(signature.utf8CodeUnitCount).elementsEqual("\(signature)".utf8) else {
      throw .malformed(offset: start, "no “\(signature)”")
    }
  }

  /// A text of `count` bytes that ends before its first zero.
  mutating func text(_ count: Int) throws(HDF5Problem) -> String {
    let start = offset
    guard let text = String(validating: try bytes(count).prefix { $0 != 0 }, as: UTF8.self) else {
      throw .malformed(offset: start, "a text that is not valid UTF-8")
    }
    return text
  }

  func moved(to offset: Int) -> HDF5Cursor { HDF5Cursor(file, at: offset, widths) }
}
