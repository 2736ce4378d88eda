import Foundation
import Testing

/// The code blocks of a page are the marked lines of a test that runs: `// page: name` to `// end`.
@Suite struct PageTests {
  private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  @Test(
    arguments: [
      ("engine", "EnginePageTests", 6), ("training-loop", "TrainingLoopPageTests", 9), ("keras", "KerasPageTests", 4),
      ("data", "DataPageTests", 5),
    ])
  func codeOfThePageIsCodeThatRuns(_ page: String, _ tests: String, _ count: Int) throws {
    let text = try String(contentsOf: Self.root.appending(path: "docs/\(page).md"), encoding: .utf8)
    let source = try String(contentsOf: Self.root.appending(path: "Tests/DocumentationTests/\(tests).swift"), encoding: .utf8)
    let blocks = Self.swiftBlocks(text), regions = Self.regions(source)
    #expect(blocks.sorted() == regions.sorted())
    #expect(blocks.count == count)
  }

  /// A callback without its line is not found by those who look for one.
  @Test func theTrainingLoopPageNamesEveryCallback() throws {
    let page = try String(contentsOf: Self.root.appending(path: "docs/training-loop.md"), encoding: .utf8)
    let table = try String(contentsOf: Self.root.appending(path: "Tests/TrainingLoopTests/Callbacks/CallbackTable.swift"), encoding: .utf8)
    let names = table.matches(of: /CallbackRow\(name: "(\w+)"/).map { String($0.1) }
    #expect(names.count > 10)
    for name in names { #expect(page.contains("`\(name)("), "\(name)") }
  }

  /// A transformation without its line is not found by those who look for one.
  @Test func theDataPageNamesEveryTransformation() throws {
    let page = try String(contentsOf: Self.root.appending(path: "docs/data.md"), encoding: .utf8)
    let folder = Self.root.appending(path: "Sources/ApusData/Dataset/Transformations")
    let sources = try FileManager.default.contentsOfDirectory(atPath: folder.path).map {
      try String(contentsOf: folder.appending(path: $0), encoding: .utf8)
    }
    let names = sources.flatMap { $0.matches(of: /(?m)^ {0,2}public func (\w+)/).map { String($0.1) } }
    #expect(names.count > 15)
    for name in names { #expect(page.contains("`\(name)("), "\(name)") }
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
