import Foundation
import Testing

@testable import PJRT

@Suite("The declared interface is the plugin's")
struct InterfaceLayoutTests {
  /// The header that a plugin package brings along, if it does.
  static let pluginHeaderFolder: URL? = {
    guard let plugin = try? Plugin.locate() else { return nil }
    let folder = URL(filePath: plugin.path).deletingLastPathComponent().appending(path: "include")
    return FileManager.default.fileExists(atPath: folder.appending(path: "pjrt_c_api.h").path) ? folder : nil
  }()
  static let canCompare = pluginHeaderFolder != nil && CommandLineTool.compiler != nil

  @Test(.enabled(if: canCompare, "needs a C compiler and the header beside the XLA plugin"))
  func everyOffsetSizeAndValueAgreesWithThePluginsHeader() throws {
    let result = try compare()
    #expect(result.status == 0, "\(result.output)")
  }

  @Test(.enabled(if: canCompare, "needs a C compiler and the header beside the XLA plugin"))
  func aWrongOffsetIsFound() throws {
    let result = try compare(appending: "_Static_assert(offsetof(PJRT_Event_Await_Args, event) == 8, \"wrong on purpose\");")
    #expect(result.status != 0)
    #expect(result.output.contains("wrong on purpose"))
  }

  @Test func theHeadersAreReadWhole() throws {
    let header = try InterfaceHeader()
    #expect(header.structures.count == 50)
    #expect(header.functions.count == 118)
    #expect(header.enumerators.count == 44)
    #expect(header.fields.count > 250)
    #expect(header.fields.contains { $0 == ("PJRT_Executable_Serialize_Args", "serialized_executable_deleter") })
    #expect(Set(header.fields.map(\.structure)) == Set(header.structures))
  }

  @Test func elementTypesHaveTheInterfacesValues() throws {
    #expect(ElementType.allCases.map(\.rawValue) == Array(1...13))
    let names = try InterfaceHeader().enumerators.filter { $0.hasPrefix("PJRT_Buffer_Type_") }.dropFirst()
    #expect(ElementType.allCases.map { "PJRT_Buffer_Type_\($0.description.uppercased())" } == Array(names))
  }

  /// Compiles the assertions that hold for our headers against the plugin's header.
  private func compare(appending line: String = "") throws -> (status: Int32, output: String) {
    let compiler = try #require(CommandLineTool.compiler)
    let theirs = try #require(Self.pluginHeaderFolder)
    return try withTemporaryFolder { folder in
      let printer = folder.appending(path: "print.c")
      let program = folder.appending(path: "print").path
      try InterfaceHeader().assertionPrinter.write(to: printer, atomically: false, encoding: .utf8)
      let built = try compiler.run(["-I", InterfaceHeader.folder.path, printer.path, "-o", program])
      try #require(built.status == 0, "\(built.output)")
      let assertions = try CommandLineTool(path: program).run([]).output
      // A later header may have longer structs: fields are only ever appended.
      let source = """
        #include "pjrt_c_api.h"
        #if PJRT_API_MINOR == 81
        #define SAME ==
        #else
        #define SAME >=
        #endif
        \(assertions)
        \(line)
        """
      let file = folder.appending(path: "compare.c")
      try source.write(to: file, atomically: false, encoding: .utf8)
      return try compiler.run(["-fsyntax-only", "-std=c11", "-I", theirs.path, file.path])
    }
  }
}
