import Foundation
import Testing

/// The catalogue's pages show programs of `Examples/`, which are compiled, run and tested.
@Suite struct GuidePageTests {
  /// A page, and the program whose lines it shows.
  struct Page: CustomTestStringConvertible, Sendable {
    let name: String
    let program: String
    /// Whether the page's code is the whole program, piece by piece.
    var isWhole = false
    var testDescription: String { name }
  }

  static let pages = [
    Page(name: "GettingStarted/GettingStarted", program: "GettingStarted", isWhole: true),
    Page(name: "GettingStarted/GettingStarted-ja", program: "GettingStarted", isWhole: true),
    Page(name: "GettingStarted/GettingStarted-zh-Hant", program: "GettingStarted", isWhole: true),
    Page(name: "Guides/Basics", program: "TensorBasics"),
    Page(name: "Guides/TrainingByHand", program: "BasicTrainingLoop"),
    Page(name: "Guides/TheTrainingLoop", program: "ResNetCIFAR10"),
    Page(name: "Guides/KerasStyle", program: "BasicTrainingLoopKeras"),
    Page(name: "Guides/QuadraticModel", program: "QuadraticModel"),
    Page(name: "Guides/Regression", program: "LinearRegression"),
  ]

  private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
  private static let catalogue = root.appending(path: "Sources/Apus/Apus.docc")

  @Test(arguments: pages) func theCodeOfAPageIsThatOfItsProgram(_ page: Page) throws {
    let text = try String(contentsOf: Self.catalogue.appending(path: "\(page.name).md"), encoding: .utf8)
    let sources = try Self.sources(of: page.program)
    let blocks = PageTests.swiftBlocks(text)
    #expect(!blocks.isEmpty)
    for block in blocks { #expect(sources.contains { $0.contains(block) }, "no lines of \(page.program): \(block)") }
    if page.isWhole { #expect(sources == [blocks.joined(separator: "\n")]) }
  }

  /// Without a row a page would not be held to its program.
  @Test func everyPageHasARow() throws {
    let files = try #require(FileManager.default.enumerator(atPath: Self.catalogue.path)).compactMap { $0 as? String }
    let pages = files.filter { $0.hasSuffix(".md") && $0.contains("/") }.map { String($0.dropLast(3)) }
    #expect(Set(pages) == Set(Self.pages.map(\.name)))
  }

  /// Links and pictures of the pages are files beside them, or pages of the catalogue.
  @Test(arguments: pages) func whatAPageRefersToIsThere(_ page: Page) throws {
    let file = Self.catalogue.appending(path: "\(page.name).md")
    let text = try String(contentsOf: file, encoding: .utf8)
    for picture in text.matches(of: /!\[[^\]]+\]\(([^)]+)\)/).map({ String($0.1) }) {
      let path = file.deletingLastPathComponent().appending(path: picture).path
      #expect(FileManager.default.fileExists(atPath: path), "\(picture)")
    }
    for link in text.matches(of: /<doc:([^>]+)>/).map({ String($0.1) }) {
      #expect(Self.pages.contains { $0.name.hasSuffix("/" + link) }, "\(link)")
    }
  }

  private static func sources(of program: String) throws -> [String] {
    let folder = root.appending(path: "Examples/\(program)")
    return try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".swift") }.map {
      try String(contentsOf: folder.appending(path: $0), encoding: .utf8)
    }
  }
}
