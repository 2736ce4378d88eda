/// Why an event file cannot be read or written.
public enum EventFileError: Error, Hashable, Sendable, CustomStringConvertible {
  case unreadable(path: String, reason: String)
  /// The file does not begin with the record that every event file begins with.
  case notAnEventFile(path: String)
  /// The folder or the file cannot be made or written.
  case unwritable(path: String, reason: String)
  /// An image whose bytes are not those of its size.
  case imageSize(tag: String, height: Int, width: Int, channels: Int, byteCount: Int)

  public var description: String {
    switch self {
    case .unreadable(let path, let reason): "Apus: an event file cannot be read\n  file \(path)\n  why  \(reason)"
    case .notAnEventFile(let path):
      "Apus: a file is no event file of TensorBoard\n  file \(path)\n  hint its first record is not “\(Event.version)”: remove or rename it"
    case .unwritable(let path, let reason):
      "Apus: an event file cannot be written\n  file \(path)\n  why  \(reason)\n  hint what was written before can still be read"
    case .imageSize(let tag, let height, let width, let channels, let byteCount):
      """
      Apus: an image for TensorBoard does not fit its size
        tag    \(tag)
        found  \(byteCount) bytes
        needed \(height) × \(width) × \(channels), with 1 (gray), 3 (RGB) or 4 (RGBA) channels
      """
    }
  }
}
