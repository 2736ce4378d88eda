import Foundation
import Testing

@testable import PJRT

@Suite("Opening a plugin")
struct PluginTests {
  @Test(.enabled(if: Fixture.isAvailable, Fixture.needed))
  func thePluginSaysWhatItIs() throws {
    let plugin = try Fixture.plugin()
    #expect(plugin.apiVersion.major == 0)
    #expect(plugin.apiVersion.minor >= 81)
    #expect(plugin.attributes["stablehlo_current_version"]?.hasPrefix("[1, ") == true)
    #expect(plugin.extensions[5] != nil)
  }

  @Test(.enabled(if: Fixture.isAvailable, Fixture.needed))
  func openingThePluginAgainIsAllowed() throws {
    let again = try Plugin(path: Fixture.plugin().path)
    #expect(try Client(plugin: again).buffer([1, 2]).floats == [1, 2])
  }

  @Test func aFileThatIsNoLibraryCannotBeOpened() throws {
    try withTemporaryFolder { folder in
      let file = folder.appending(path: "plugin.so")
      try "not a library".write(to: file, atomically: false, encoding: .utf8)
      let problem = try #require(throws: PluginProblem.self) { try Plugin(path: file.path) }
      guard case .cannotOpen(file.path, let reason) = problem else {
        Issue.record("\(problem)")
        return
      }
      #expect(reason.contains(file.path))
    }
  }

  /// Where the last function that is called ends in the table.
  static let tableSize = 816

  /// What a plugin made for the test answers, as the flags it is compiled with.
  static let fakes: [(flags: [String], problem: @Sendable (String) -> PluginProblem)] = [
    (["-DNO_ENTRY"], { .noEntryPoint(path: $0) }),
    (["-DNO_TABLE"], { .noTable(path: $0) }),
    (["-DMAJOR=3"], { .unsupportedVersion(path: $0, major: 3, minor: 81) }),
    (["-DSIZE=16"], { .tableTooSmall(path: $0, byteCount: 16, needed: tableSize) }),
    (["-DSIZE=200"], { .tableTooSmall(path: $0, byteCount: 200, needed: tableSize) }),
    ([], { .missingFunction(path: $0, name: "PJRT_Error_Destroy") }),
  ]

  @Test(.enabled(if: CommandLineTool.compiler != nil, "needs a C compiler"), arguments: fakes.indices)
  func aPluginThatCannotBeUsedIsRefused(index: Int) throws {
    let fake = Self.fakes[index]
    try withTemporaryFolder { folder in
      let source = folder.appending(path: "fake.c")
      let library = folder.appending(path: "fake.so").path
      try Self.fakeSource.write(to: source, atomically: false, encoding: .utf8)
      let arguments = ["-shared", "-fPIC", "-I", InterfaceHeader.folder.path, source.path, "-o", library]
      let built = try #require(CommandLineTool.compiler).run(fake.flags + arguments)
      try #require(built.status == 0, "\(built.output)")
      #expect(throws: fake.problem(library)) { try Plugin(path: library) }
    }
  }

  private static let fakeSource = """
    #include "CPJRT.h"
    #ifndef MAJOR
    #define MAJOR 0
    #endif
    #ifndef SIZE
    #define SIZE sizeof(PJRT_Api)
    #endif
    #ifndef NO_ENTRY
    static PJRT_Api table;
    const PJRT_Api *GetPjrtApi(void) {
    #ifdef NO_TABLE
      return 0;
    #endif
      table.struct_size = SIZE;
      table.pjrt_api_version.major_version = MAJOR;
      table.pjrt_api_version.minor_version = 81;
      return &table;
    }
    #endif
    """
}
