import Foundation

/// All bytes of a regular file of at most `limit` bytes.
///
/// The kind and the size are looked at before anything is read: a pipe would block, and a device may never end.
func readFile(_ path: String, limit: Int) throws(DatasetError) -> [UInt8] {
  var information = stat()
  guard stat(path, &information) == 0 else { throw .unreadable(path: path, reason: lastSystemError()) }
  guard information.st_mode & S_IFMT == S_IFREG else { throw .unreadable(path: path, reason: "it is not a regular file") }
  let byteCount = Int(information.st_size)
  guard byteCount <= limit else { throw .tooLarge(path: path, byteCount: byteCount, limit: limit) }
  guard let contents = FileManager.default.contents(atPath: path) else {
    throw .unreadable(path: path, reason: access(path, R_OK) == 0 ? "reading failed" : lastSystemError())
  }
  return Array(contents)
}

/// All bytes of a regular file, unpacked if it begins as gzip; the file's first bytes decide, not its name.
func readUnpacked(_ path: String) throws(DatasetError) -> [UInt8] {
  let bytes = try readFile(path, limit: Gzip.defaultLimit)
  do {
    return try Gzip.decompress(bytes)
  } catch {
    throw .damagedGzip(path: path, error)
  }
}

/// The text of `errno`, such as `No such file or directory`.
func lastSystemError() -> String {
  String(cString: strerror(errno))
}
