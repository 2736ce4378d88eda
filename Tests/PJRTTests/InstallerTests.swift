import Foundation
import Testing

@Suite("The installer of the plugin")
struct InstallerTests {
  static let path = CommandLineTool.packageFolder.appending(path: "Scripts/install-plugin").path

  @Test func aWheelThatIsNotTheKnownOneIsRefused() throws {
    try withTemporaryFolder { folder in
      let wheel = folder.appending(path: "some.whl")
      let target = folder.appending(path: "plugin")
      try Data("not the wheel".utf8).write(to: wheel)
      let result = try CommandLineTool(path: Self.path).run(["--to", target.path, wheel.path])
      #expect(result.status == 1)
      #expect(result.output.contains("\(wheel.path) is not the wheel that is known (SHA-256 "))
      #expect(try FileManager.default.contentsOfDirectory(atPath: target.path).isEmpty)
    }
  }

  @Test func anInstalledPluginIsLeftAlone() throws {
    try withTemporaryFolder { folder in
      let library = folder.appending(path: "xla_cpu_pjrt.so")
      try Data("installed".utf8).write(to: library)
      try Data("\(try knownSum())\n".utf8).write(to: folder.appending(path: "wheel.sha256"))
      let result = try CommandLineTool(path: Self.path).run(["--to", folder.path, "/no/such.whl"])
      #expect(result.status == 0)
      #expect(result.output == "XLA plugin 0.0.1 is already in \(folder.path)\n")
      #expect(try Data(contentsOf: library) == Data("installed".utf8))
    }
  }

  @Test(arguments: [
    (["/no/such.whl"], "there is no wheel /no/such.whl"), (["--wrong"], "unknown option --wrong"), (["--to"], "--to needs a folder"),
    (["a.whl", "b.whl"], "more than one wheel is given: a.whl and b.whl"),
  ])
  func wrongArgumentsAreNamed(arguments: [String], text: String) throws {
    try withTemporaryFolder { folder in
      let result = try CommandLineTool(path: Self.path).run(["--to", folder.path] + arguments)
      #expect(result.status == 1)
      #expect(result.output.contains("install-plugin: \(text)"))
    }
  }

  /// The checksum that the script has for this processor.
  private func knownSum() throws -> String {
    let script = try String(contentsOfFile: Self.path, encoding: .utf8)
    #if arch(arm64)
    let match = script.firstMatch(of: /aarch64\) sum=([0-9a-f]{64})/)
    #else
    let match = script.firstMatch(of: /x86_64\) sum=([0-9a-f]{64})/)
    #endif
    return String(try #require(match).1)
  }
}
