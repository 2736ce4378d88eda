import ApusGraph
import Foundation
import Testing

@Suite struct MissingPluginTests {
  @Test func aProcessWithoutAPluginSaysSoInOneLineWithTheRemedy() async throws {
    let result = try #require(
      await #expect(processExitsWith: .success, observing: [\.standardErrorContent]) {
        setenv("APUS_PJRT_PLUGIN", "/nowhere/plugin.so", 1)
        for _ in 0..<2 { #expect(throws: (any Error).self) { try DeviceRuntime.shared.client() } }
      })
    let lines = String(decoding: result.standardErrorContent, as: UTF8.self).split(separator: "\n").filter { $0.hasPrefix("Apus") }
    #expect(lines == ["Apus: no XLA plugin, everything runs slowly; install it: swift package apus-install-plugin"])
  }
}
