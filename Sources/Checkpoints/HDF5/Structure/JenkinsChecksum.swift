/// The checksum of HDF5's metadata: Bob Jenkins's `lookup3`, `hashlittle` with the initial value 0
/// (<https://burtleburtle.net/bob/c/lookup3.c>).
enum JenkinsChecksum {
  static func checksum(_ bytes: UnsafeRawBufferPointer) -> UInt32 {
    let start = 0xDEAD_BEEF &+ UInt32(truncatingIfNeeded: bytes.count)
    var (a, b, c) = (start, start, start)
    func word(_ offset: Int) -> UInt32 {
      (0..<4).reduce(0) { word, place in
        offset + place < bytes.count ? word | UInt32(bytes[offset + place]) << UInt32(8 * place) : word
      }
    }
    func rotated(_ x: UInt32, _ count: UInt32) -> UInt32 { x << count | x >> (32 - count) }
    var offset = 0
    while bytes.count - offset > 12 {
      a &+= word(offset)
      b &+= word(offset + 4)
      c &+= word(offset + 8)
      a = (a &- c) ^ rotated(c, 4)
      c &+= b
      b = (b &- a) ^ rotated(a, 6)
      a &+= c
      c = (c &- b) ^ rotated(b, 8)
      b &+= a
      a = (a &- c) ^ rotated(c, 16)
      c &+= b
      b = (b &- a) ^ rotated(a, 19)
      a &+= c
      c = (c &- b) ^ rotated(b, 4)
      b &+= a
      offset += 12
    }
    guard offset < bytes.count else { return c }
    a &+= word(offset)
    b &+= word(offset + 4)
    c &+= word(offset + 8)
    c = (c ^ b) &- rotated(b, 14)
    a = (a ^ c) &- rotated(c, 11)
    b = (b ^ a) &- rotated(a, 25)
    c = (c ^ b) &- rotated(b, 16)
    a = (a ^ c) &- rotated(c, 4)
    b = (b ^ a) &- rotated(a, 14)
    return (c ^ b) &- rotated(b, 24)
  }

  /// Holds the bytes in `range` against the checksum at the cursor.
  static func check(of range: Range<Int>, _ cursor: inout HDF5Cursor) throws(HDF5Problem) {
    let stored = try cursor.number(4)
    guard checksum(UnsafeRawBufferPointer(rebasing: cursor.file[range])) == UInt32(truncatingIfNeeded: stored) else {
      throw .malformed(offset: range.lowerBound, "bytes that do not fit their checksum")
    }
  }
}
