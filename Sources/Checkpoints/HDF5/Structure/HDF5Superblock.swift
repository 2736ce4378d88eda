/// What an HDF5 file begins with: how wide its addresses are, where it ends, and where its root group stands.
///
/// The format: <https://docs.hdfgroup.org/documentation/hdf5/latest/_f_m_t3.html>, "HDF5 File Format Specification Version 3.0", II.A.
struct HDF5Superblock {
  static let signature: [UInt8] = [0x89, 0x48, 0x44, 0x46, 0x0D, 0x0A, 0x1A, 0x0A]

  let widths: HDF5Cursor.Widths
  let root: Int

  init(_ file: UnsafeRawBufferPointer) throws(HDF5Problem) {
    var cursor = HDF5Cursor(file, at: Self.signature.count)
    let version = try cursor.byte()
    guard version <= 3 else { throw .unsupported(object: "", "version \(version) of the format; 0 to 3 are read") }
    if version < 2 { try cursor.skip(4) }
    var widths = HDF5Cursor.Widths()
    widths.address = try cursor.byte()
    widths.length = try cursor.byte()
    guard [2, 4, 8].contains(widths.address), [2, 4, 8].contains(widths.length) else {
      throw cursor.malformed("addresses of \(widths.address) and lengths of \(widths.length) bytes")
    }
    // Two numbers about groups and flags, or flags alone.
    try cursor.skip(version < 2 ? 9 + 4 * version : 1)
    cursor = HDF5Cursor(file, at: cursor.offset, widths)
    guard try cursor.address() == 0 else { throw .unsupported(object: "", "a file that does not begin at its beginning") }
    _ = try cursor.address()
    let end = try cursor.number(widths.address)
    guard end <= UInt64(file.count) else {
      throw cursor.malformed("\(file.count) bytes, of which there should be \(end): the file is truncated")
    }
    if version < 2 {
      _ = try cursor.address()
      // The symbol table entry of the root group: its name is empty.
      try cursor.skip(widths.address)
    }
    root = try cursor.requiredAddress("root group")
    if version >= 2 { try JenkinsChecksum.check(of: 0..<cursor.offset, &cursor) }
    self.widths = widths
  }
}
