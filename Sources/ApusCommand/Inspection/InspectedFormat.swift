/// A kind of file that `apus inspect` shows: how it is recognised, and what is said about it.
struct InspectedFormat: Sendable {
  let isMeant: @Sendable (_ path: String) -> Bool
  let report: @Sendable (_ path: String) throws -> FileReport

  /// The first that recognises a file shows it; the last takes everything.
  static let all = [eventFile, savedModel, program, tensorFile]

  static func report(on path: String) throws -> FileReport {
    let format = all.first { $0.isMeant(path) } ?? tensorFile
    return try format.report(path)
  }
}
