import Foundation
import Testing

@testable import PJRT

@Suite("Flags of the compiler")
struct CompilerFlagsTests {
  static let options = ["-unroll-full-max-count=8"]
  static let added = "--xla_backend_extra_options=-unroll-full-max-count=8"

  @Test(
    arguments: [
      (nil, added),
      ("", added),
      ("--xla_dump_to=/tmp/programs", "--xla_dump_to=/tmp/programs " + added),
      (" --xla_dump_to=/tmp/programs", " --xla_dump_to=/tmp/programs " + added),
      // XLA takes what does not begin with a dash for the name of a file.
      ("/etc/xla.flags", nil),
      // One's own options of LLVM stay alone.
      ("--xla_backend_extra_options=-vectorize-loops=0", nil),
    ] as [(String?, String?)])
  func optionsAreAddedToWhatTheUserHas(_ given: String?, _ merged: String?) {
    #expect(CompilerFlags.merged(given, Self.options) == merged)
  }

  @Test func severalOptionsAreOneFlagAndNoneIsNoFlag() {
    #expect(CompilerFlags.merged(nil, ["-a=1", "-b"]) == "--xla_backend_extra_options=-a=1,-b")
    #expect(CompilerFlags.merged("--xla_dump_to=/tmp", []) == nil)
  }

  @Test func aVariableIsAsItWasAfterwards() throws {
    struct Stop: Error {}
    let name = "APUS_TEST_OF_THE_ENVIRONMENT"
    var seen: [String?] = []
    Environment.with(name, as: nil) { seen.append(Environment.value(name)) }
    Environment.with(name, as: "outer") {
      try? Environment.with(name, as: "inner") {
        seen.append(Environment.value(name))
        throw Stop()
      }
      seen.append(Environment.value(name))
    }
    #expect(seen == [nil, "inner", "outer"])
    #expect(Environment.value(name) == nil)
  }

  @Test(.enabled(if: Fixture.isAvailable, Fixture.needed)) func allClientsOfAProcessHaveTheFlagsOfTheFirst() throws {
    let first = try Fixture.client()
    let second = try Client(plugin: Fixture.plugin(), codeGeneration: Self.options)
    #expect(second.compilerFlags == first.compilerFlags)
    var during: String?
    let flags = CompilerFlags.inEffect(adding: Self.options) { during = Environment.value("XLA_FLAGS") }
    #expect(flags == first.compilerFlags)
    let given = ProcessInfo.processInfo.environment["XLA_FLAGS"]
    #expect(during == CompilerFlags.merged(given, Self.options) ?? given)
  }
}
