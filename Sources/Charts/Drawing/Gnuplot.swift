import Foundation

/// The program gnuplot, which draws what a script says.
package struct Gnuplot: Sendable {
  package let path: String

  /// The first one in the folders of `PATH`.
  package init?(environment: [String: String] = ProcessInfo.processInfo.environment) {
    let folders = (environment["PATH"] ?? "").split(separator: ":").map { "\($0)/gnuplot" }
    guard let path = folders.first(where: { FileManager.default.isExecutableFile(atPath: $0) }) else { return nil }
    self.path = path
  }

  /// What a script writes to its output.
  ///
  /// - Parameter seconds: after which a script that has not ended is stopped.
  func output(of script: String, seconds: Double = 120) throws(ChartError) -> Data {
    do {
      return try run(script, seconds: seconds)
    } catch let error as ChartError {
      throw error
    } catch {
      throw .gnuplotFailed(reason: error.localizedDescription, script: nil)
    }
  }

  private func run(_ script: String, seconds: Double) throws -> Data {
    let files = FileManager.default
    let folder = files.temporaryDirectory.appendingPathComponent("apus-chart-\(UUID().uuidString)")
    try files.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? files.removeItem(at: folder) }
    let (scriptFile, output, errors) = (
      folder.appendingPathComponent("script"), folder.appendingPathComponent("output"), folder.appendingPathComponent("errors")
    )
    try Data(script.utf8).write(to: scriptFile)
    for file in [output, errors] { try Data().write(to: file) }

    let process = Process()
    process.executableURL = URL(fileURLWithPath: path)
    // Without the settings in the user's home folder.
    process.arguments = ["--default-settings", scriptFile.path]
    process.currentDirectoryURL = folder
    process.standardInput = FileHandle.nullDevice
    // Files, because a pipe that nobody reads stops the program when it is full.
    process.standardOutput = try FileHandle(forWritingTo: output)
    process.standardError = try FileHandle(forWritingTo: errors)
    let ended = DispatchSemaphore(value: 0)
    process.terminationHandler = { _ in ended.signal() }
    try process.run()
    guard ended.wait(timeout: .now() + seconds) == .success else {
      kill(process.processIdentifier, SIGKILL)
      ended.wait()
      throw ChartError.gnuplotFailed(reason: "it did not end within \(Int(seconds)) seconds", script: nil)
    }
    let data = try Data(contentsOf: output)
    guard process.terminationStatus == 0, !data.isEmpty else {
      let said = String(decoding: try Data(contentsOf: errors), as: UTF8.self)
      let reason = said.split(whereSeparator: \.isNewline).last { $0.contains { !$0.isWhitespace && $0 != "^" } }
      // Without the name of a file that is gone.
      let text = reason?.replacingOccurrences(of: "\"\(scriptFile.path)\" ", with: "")
      throw ChartError.gnuplotFailed(reason: text ?? "status \(process.terminationStatus)", script: nil)
    }
    return data
  }
}
