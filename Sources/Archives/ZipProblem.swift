/// Why bytes are not a zip archive that can be read.
package enum ZipProblem: Error, Hashable, Sendable {
  /// There is no directory at the end: the file is truncated, or no archive.
  case noDirectory
  /// What the directory says at `offset` cannot be.
  case malformed(offset: Int, String)
  /// Two members have one name.
  case duplicateName(String)
  /// A member is packed in another way than by deflate, or encrypted.
  case unsupported(member: String, String)
  /// The bytes of a member are not those that were stored.
  case corrupt(member: String, String)
}

extension ZipProblem: CustomStringConvertible {
  package var description: String {
    switch self {
    case .noDirectory: "no directory at the end of the archive: the file is truncated, or no zip archive"
    case .malformed(let offset, let problem): "byte \(offset) of the archive: \(problem)"
    case .duplicateName(let name): "the member “\(name)” for the second time"
    case .unsupported(let member, let what): "the member “\(member)” is \(what)"
    case .corrupt(let member, let what): "the member “\(member)” has \(what)"
    }
  }
}
