import Foundation

/// The program `apus`, as built beside the tests.
enum ApusProgram {
  struct Outcome {
    let code: Int32
    let output: String
    let errors: String
  }

  /// Runs it to its end, off the network, with folders of its own for caches and for what it writes.
  ///
  /// - Parameter whileRunning: called once it has started.
  static func run(
    _ arguments: [String], in folder: String, environment: [String: String] = [:], whileRunning: (Process) -> Void = { _ in }
  ) throws -> Outcome {
    let process = Process()
    process.executableURL = productsFolder.appendingPathComponent("apus")
    process.arguments = arguments
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    var surroundings = ProcessInfo.processInfo.environment
    surroundings["APUS_DATASETS"] = nil
    surroundings["APUS_OFFLINE"] = "1"
    surroundings["APUS_CACHE"] = folder + "/cache"
    surroundings["HOME"] = folder
    surroundings.merge(environment) { $1 }
    process.environment = surroundings
    // Files, because two pipes that are read one after the other can fill up.
    let (outputFile, errorFile) = (folder + "/.output", folder + "/.errors")
    for file in [outputFile, errorFile] { try Data().write(to: URL(fileURLWithPath: file)) }
    process.standardOutput = FileHandle(forWritingAtPath: outputFile)
    process.standardError = FileHandle(forWritingAtPath: errorFile)
    process.standardInput = FileHandle.nullDevice
    try process.run()
    whileRunning(process)
    process.waitUntilExit()
    return Outcome(
      code: process.terminationStatus, output: try String(contentsOfFile: outputFile, encoding: .utf8),
      errors: try String(contentsOfFile: errorFile, encoding: .utf8))
  }

  private static var productsFolder: URL { URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent() }

  /// Calls `body` with the path of an empty folder and removes it afterwards.
  static func withFolder<Result>(_ body: (String) throws -> Result) throws -> Result {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("apus-command-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    return try body(folder.path)
  }
}
