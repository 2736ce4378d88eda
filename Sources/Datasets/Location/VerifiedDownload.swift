import Foundation

/// One file on its way into a folder, under its final name only when it is whole.
///
/// The bytes go to a temporary name in the same folder, are checked against the published size and SHA-256, written through to the disk,
/// and renamed. Whatever happens, the final name holds the published bytes or nothing, also when two programs download at once.
struct VerifiedDownload {
  let file: DatasetFile
  let address: String
  let directory: String
  let timeouts: DownloadTimeouts

  /// Returns the path of the file.
  func run() throws(DownloadFailure) -> String {
    guard let url = URL(string: address), let scheme = url.scheme, ["http", "https"].contains(scheme), url.host != nil else {
      throw .invalidAddress
    }
    let path = "\(directory)/\(file.name)"
    let temporaryPath = "\(directory)/.\(file.name).\(UUID().uuidString).partial"
    // After the rename nothing has this name, and removing it does nothing.
    defer { unlink(temporaryPath) }

    try fetch(url, into: temporaryPath)
    try verify(temporaryPath)
    guard rename(temporaryPath, path) == 0 else { throw .cannotWrite(path: path, reason: lastSystemError()) }
    try synchronizeFolder()
    return path
  }

  private func fetch(_ url: URL, into path: String) throws(DownloadFailure) {
    do {
      try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
    } catch {
      throw .cannotWrite(path: directory, reason: error.localizedDescription)
    }
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw .cannotWrite(path: path, reason: lastSystemError()) }
    defer { close(descriptor) }

    let transfer = HTTPTransfer(expectedByteCount: file.byteCount, timeouts: timeouts) { data in
      writeAll(data, to: descriptor) ? nil : .cannotWrite(path: path, reason: lastSystemError())
    }
    try transfer.run(url)
    guard fsync(descriptor) == 0 else { throw .cannotWrite(path: path, reason: lastSystemError()) }
  }

  /// Reads the bytes back, so that what is checked is what the disk holds.
  private func verify(_ path: String) throws(DownloadFailure) {
    let stored: Data
    do {
      stored = try Data(contentsOf: URL(fileURLWithPath: path), options: .mappedIfSafe)
    } catch {
      throw .cannotWrite(path: path, reason: error.localizedDescription)
    }
    guard stored.count == file.byteCount else { throw .tooShort(expected: file.byteCount, received: stored.count) }
    let found = sha256Hex(of: stored)
    guard found == file.sha256 else { throw .wrongChecksum(expected: file.sha256, found: found) }
  }

  /// A new name survives a power cut only when its folder has been written too.
  private func synchronizeFolder() throws(DownloadFailure) {
    let descriptor = open(directory, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .cannotWrite(path: directory, reason: lastSystemError()) }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else { throw .cannotWrite(path: directory, reason: lastSystemError()) }
  }
}

/// Writes all of `data`, in as many calls as the system asks for.
private func writeAll(_ data: Data, to descriptor: Int32) -> Bool {
  data.withUnsafeBytes { bytes in
    var rest = bytes[...]
    while !rest.isEmpty {
      let written = write(descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
      if written < 0 && errno == EINTR { continue }
      guard written > 0 else { return false }
      rest = rest.dropFirst(written)
    }
    return true
  }
}
