import Foundation
import Testing

/// The code blocks of a page are the marked lines of a test that runs: `// page: name` to `// end`.
@Suite struct PageTests {
  private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  @Test func codeOfTheEnginePageIsCodeThatRuns() throws {
    let page = try String(contentsOf: Self.root.appending(path: "docs/engine.md"), encoding: .utf8)
    let source = try String(contentsOf: Self.root.appending(path: "Tests/DocumentationTests/EnginePageTests.swift"), encoding: .utf8)
    let blocks = Self.swiftBlocks(page), regions = Self.regions(source)
    #expect(blocks == regions)
    #expect(blocks.count == 6)
  }

  static func swiftBlocks(_ page: String) -> [String] {
    page.components(separatedBy: "```swift\n").dropFirst().map { part in
      String(part[..<(part.range(of: "```")?.lowerBound ?? part.endIndex)])
    }
  }

  /// The marked lines, without the indentation of the first of them.
  static func regions(_ source: String) -> [String] {
    source.components(separatedBy: "// page: ").dropFirst().map { part in
      let lines = part.components(separatedBy: "\n").dropFirst().prefix { $0.trimmingCharacters(in: .whitespaces) != "// end" }
      let indentation = lines.first?.prefix { $0 == " " }.count ?? 0
      return lines.map { String($0.dropFirst(min(indentation, $0.prefix { $0 == " " }.count))) + "\n" }.joined()
    }
  }
}
