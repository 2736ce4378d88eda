import Foundation
import Testing

/// `docs/library.md` has a line for every public name of the library, and every line names what exists.
@Suite struct LibraryPageTests {
  /// A section of the page, and the folders of `Sources/ApusNN` whose names it lists.
  struct Family: CustomTestStringConvertible, Sendable {
    let section: String
    let folders: [String]
    var testDescription: String { section }
  }

  private static let families = [
    Family(section: "Layers", folders: ["Layers", "Functions"]),
    Family(section: "Losses", folders: ["Losses"]),
    Family(section: "Optimizers", folders: ["Optimizers"]),
    Family(section: "Schedules", folders: ["Schedules"]),
    Family(section: "Initializers", folders: ["Initializers"]),
    Family(section: "Metrics", folders: ["Metrics"]),
  ]

  private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  @Test(arguments: families)
  func everyNameHasItsLineAndEveryLineItsName(_ family: Family) throws {
    let listed = try Self.rows(family.section).flatMap { Self.names($0[0]) }
    let declared = try Self.declarations(family.folders)
    #expect(declared.subtracting(listed).sorted() == [], "without a line")
    #expect(Set(listed).subtracting(declared).sorted() == [], "not declared")
    #expect(listed.count == Set(listed).count, "named twice")
  }

  @Test(arguments: families)
  func everyLineHasNamesAnEquationAndASource(_ family: Family) throws {
    let rows = try Self.rows(family.section)
    #expect(!rows.isEmpty)
    for row in rows {
      #expect(row.count == 3 && row.allSatisfy { !$0.isEmpty }, "\(row)")
      #expect(!Self.names(row[0]).isEmpty, "\(row)")
    }
  }

  /// The cells of the rows of all tables in a section.
  private static func rows(_ section: String) throws -> [[String]] {
    let page = try String(contentsOf: root.appending(path: "docs/library.md"), encoding: .utf8)
    let text = page.components(separatedBy: "\n## ").first { $0.hasPrefix("\(section)\n") }
    return try #require(text).components(separatedBy: "\n### ").flatMap { part in
      part.components(separatedBy: "\n").filter { $0.hasPrefix("|") }.dropFirst(2).map { line in
        line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
      }
    }
  }

  private static func names(_ cell: String) -> [String] { cell.matches(of: /`(\w+)`/).map { String($0.1) } }

  /// The public names of files in folders; of schedules and modifiers, which are made by methods, these too.
  private static func declarations(_ folders: [String]) throws -> Set<String> {
    let declaration = /(?m)^public (?:final )?(?:class|enum|func|protocol|struct|typealias) (\w+)/
    let method = /(?m)^  public (?:static )?func (\w+)/
    var found: Set<String> = []
    for folder in folders {
      let base = root.appending(path: "Sources/ApusNN/\(folder)")
      for case let file as String in try #require(FileManager.default.enumerator(atPath: base.path)) where file.hasSuffix(".swift") {
        let source = try String(contentsOf: base.appending(path: file), encoding: .utf8)
        found.formUnion(source.matches(of: declaration).map { String($0.1) })
        guard folder == "Schedules" || file.hasPrefix("Modifiers/") else { continue }
        found.formUnion(source.matches(of: method).map { String($0.1) })
      }
    }
    return found
  }
}
