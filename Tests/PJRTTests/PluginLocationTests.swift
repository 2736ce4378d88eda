import Foundation
import Testing

@testable import PJRT

@Suite("Looking for a plugin")
struct PluginLocationTests {
  private func place(_ path: String, in folder: URL) throws -> String {
    let file = folder.appending(path: path)
    try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data().write(to: file)
    return file.path
  }

  @Test func theVariableDecidesAlone() throws {
    try withTemporaryFolder { folder in
      let package = folder.appending(path: "package").path
      _ = try place("package/.plugin/xla_cpu_pjrt.so", in: folder)
      let chosen = try place("my plugin.so", in: folder)
      #expect(
        try Plugin.locate(environment: ["APUS_PJRT_PLUGIN": chosen], packageFolder: package)
          == PluginLocation(path: chosen, source: "APUS_PJRT_PLUGIN"))
      #expect(throws: PluginProblem.notFound(searched: ["/no/such.so (APUS_PJRT_PLUGIN)"])) {
        try Plugin.locate(environment: ["APUS_PJRT_PLUGIN": "/no/such.so"], packageFolder: package)
      }
    }
  }

  @Test func placesAreTriedInOrder() throws {
    try withTemporaryFolder { folder in
      let wheel = "xla_plugins/xla_cpu_pjrt/xla_cpu_pjrt.so"
      let home = folder.appending(path: "home [1]")
      let environment = ["HOME": home.path, "VIRTUAL_ENV": folder.appending(path: "environment").path]
      let files = [
        ("package/.plugin/xla_cpu_pjrt.so", "the package"), ("home [1]/.cache/apus/plugin/xla_cpu_pjrt.so", "~/.cache/apus"),
        ("environment/lib/python3.13/site-packages/\(wheel)", "Python"),
        ("home [1]/.local/lib/python3.11/site-packages/\(wheel)", "Python"),
        ("home [1]/.pyenv/versions/3.12.1/lib/python3.12/site-packages/\(wheel)", "Python"),
      ]
      // From the last place to the first: each one found wins over those placed before.
      for (file, source) in files.reversed() {
        let path = try place(file, in: folder)
        let found = try Plugin.locate(environment: environment, packageFolder: folder.appending(path: "package").path)
        #expect(found == PluginLocation(path: path, source: source))
      }
    }
  }

  @Test func aFolderIsNoPlugin() throws {
    try withTemporaryFolder { folder in
      let plugin = folder.appending(path: ".plugin/xla_cpu_pjrt.so")
      try FileManager.default.createDirectory(at: plugin, withIntermediateDirectories: true)
      #expect(throws: PluginProblem.self) {
        try Plugin.locate(environment: ["APUS_PJRT_PLUGIN": plugin.path], packageFolder: folder.path)
      }
    }
  }

  @Test func whatIsMissingIsNamedWithEveryPlace() throws {
    try withTemporaryFolder { folder in
      // Where Python on this machine has a plugin, one is found: then there is nothing to name.
      do {
        let found = try Plugin.locate(environment: ["HOME": folder.path], packageFolder: folder.path)
        #expect(found.source == "Python")
      } catch PluginProblem.notFound(let searched) {
        #expect(searched.first == "\(folder.path)/.plugin/xla_cpu_pjrt.so")
        #expect(searched.contains("\(folder.path)/.cache/apus/plugin/xla_cpu_pjrt.so"))
        #expect(searched.count == 10)
      }
    }
  }
}
