import Foundation

/// An example, as built beside the tests.
enum ExampleProgram {
  struct Outcome {
    let code: Int32
    let output: String
    let errors: String
    /// The names of the files in the folder `pictures` that it was told to draw into, sorted.
    let pictures: [String]

    var lines: [Substring] { output.split(separator: "\n") }

    /// The output without its ending about pictures; nil if it does not end as it should with and without gnuplot.
    var outputBeforePictures: String? {
      if let ending = output.range(of: "Pictures: pictures\n"), ending.upperBound == output.endIndex {
        return pictures.allSatisfy({ $0.hasSuffix(".png") }) ? String(output[..<ending.lowerBound]) : nil
      }
      guard let ending = output.range(of: "Apus: gnuplot, which draws charts, is not installed") else { return nil }
      return pictures.allSatisfy({ $0.hasSuffix(".gnuplot") }) ? String(output[..<ending.lowerBound]) : nil
    }
  }

  /// Runs it to its end in a folder and with a cache of its own.
  static func run(_ name: String, _ arguments: [String] = [], environment: [String: String] = [:]) throws -> Outcome {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("apus-guides-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    return try run(name, arguments, environment: environment, in: folder)
  }

  /// Runs it in `folder`, where its cache is too, and leaves what it writes.
  static func run(
    _ name: String, _ arguments: [String] = [], environment: [String: String] = [:], in folder: URL
  ) throws -> Outcome {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent().appendingPathComponent(name)
    process.arguments = arguments
    process.environment = ProcessInfo.processInfo.environment.merging(["APUS_CACHE": folder.path].merging(environment) { $1 }) { $1 }
    // Files, because two pipes that are read one after the other can fill up.
    let files = ["output", "errors"].map { folder.appendingPathComponent($0) }
    for file in files { try Data().write(to: file) }
    process.standardOutput = try FileHandle(forWritingTo: files[0])
    process.standardError = try FileHandle(forWritingTo: files[1])
    process.standardInput = FileHandle.nullDevice
    process.currentDirectoryURL = folder
    try process.run()
    process.waitUntilExit()
    return Outcome(
      code: process.terminationStatus, output: try String(contentsOf: files[0], encoding: .utf8),
      errors: try String(contentsOf: files[1], encoding: .utf8),
      pictures: (try? FileManager.default.contentsOfDirectory(atPath: folder.appendingPathComponent("pictures").path).sorted()) ?? [])
  }
}
