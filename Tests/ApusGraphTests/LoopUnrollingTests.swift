import Foundation
import Testing

@testable import ApusGraph

@Suite("Loops over channels")
struct LoopUnrollingTests {
  private func withFolder(_ body: (String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("apus-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try body(folder.path)
  }

  @Test(.enabled(if: TestDevice.isAvailable, TestDevice.needed)) func thePluginsCompilerHasTheOption() throws {
    let client = try DeviceRuntime.shared.client()
    #expect(PluginFile.shared.limitsUnrolling(client.plugin.path))
    let isChosen = ProcessInfo.processInfo.environment["XLA_FLAGS"]?.contains("xla_backend_extra_options") ?? false
    #expect(isChosen || client.compilerFlags.contains(LoopUnrolling.argument))
  }

  @Test(arguments: [1, 2, 3, 5, 7, 64]) func aTextIsFoundAcrossPieces(_ pieceBytes: Int) throws {
    try withFolder { folder in
      let file = folder + "/plugin.so"
      for (content, isThere) in [
        ("ananas", true), ("xxananas", true), ("ananananas", true), ("anana", false), ("", false), ("an\nanas", false),
        ("ana\0ananas\0", true),
      ] {
        try Data(content.utf8).write(to: URL(fileURLWithPath: file))
        #expect(PluginFile.contains("ananas", file, pieceBytes: pieceBytes) == isThere, "\(content)")
      }
      #expect(!PluginFile.contains("ananas", folder + "/nothing"))
    }
  }

  @Test func whatIsKnownOfAFileIsRememberedUntilItChanges() throws {
    try withFolder { folder in
      let cache = folder + "/cache", path = folder + "/plugin.so"
      func write(_ text: String) throws { try Data(text.utf8).write(to: URL(fileURLWithPath: path)) }
      try write("an \(LoopUnrolling.option) option")
      let first = PluginFile(folder: cache)
      #expect(first.limitsUnrolling(path))
      #expect(PluginFile(folder: nil).limitsUnrolling(path))
      let known = try String(contentsOfFile: cache + "/plugin", encoding: .utf8)
      #expect(known.contains(first.hash(of: path)) && known.hasSuffix("\ntrue\n"))
      // What is remembered is believed, so a wrong word shows that the file was not read again.
      try Data(known.replacing("true", with: "false").utf8).write(to: URL(fileURLWithPath: cache + "/plugin"))
      #expect(!PluginFile(folder: cache).limitsUnrolling(path))
      try write("another file")
      #expect(!PluginFile(folder: cache).limitsUnrolling(path))
      #expect(PluginFile(folder: cache).hash(of: path) != first.hash(of: path))
      #expect(!PluginFile(folder: cache).limitsUnrolling(folder + "/nothing"))
    }
  }
}
