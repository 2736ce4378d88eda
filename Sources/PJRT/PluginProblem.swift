/// Why there is no plugin to work with. `ProblemText.swift` holds the texts.
public enum PluginProblem: Error, Equatable, Sendable {
  /// No plugin file at any of the places, in the order in which they were looked at.
  case notFound(searched: [String])
  /// The dynamic linker refused the file; `reason` is its message.
  case cannotOpen(path: String, reason: String)
  /// The file is a library but has no `GetPjrtApi`.
  case noEntryPoint(path: String)
  /// The plugin answered no function table.
  case noTable(path: String)
  case unsupportedVersion(path: String, major: Int, minor: Int)
  /// The function table ends before a function that is needed.
  case tableTooSmall(path: String, byteCount: Int, needed: Int)
  /// The function table leaves a function empty that is needed.
  case missingFunction(path: String, name: String)
}
