/// What a reader of an HDF5 file objects to, before it is known in which file.
enum HDF5Problem: Error {
  case malformed(offset: Int, String)
  case unsupported(object: String, String)

  func error(path: String) -> HDF5Error {
    switch self {
    case .malformed(let offset, let problem): .malformed(path: path, offset: offset, problem: problem)
    case .unsupported(let object, let what): .unsupported(path: path, object: object.isEmpty ? "/" : object, what: what)
    }
  }
}
