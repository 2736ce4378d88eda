import ApusData
import Foundation
import Testing

struct CSVTests {
  private static let rows: [(name: String, csv: String, names: [String], rows: [[TableCell]])] = [
    ("numbers", "x,y\n1,2.5\n-3,1e-3\n", ["x", "y"], [[.integer(1), .number(2.5)], [.integer(-3), .number(0.001)]]),
    ("no line break at the end, missing fields", "a,b\n,1\n2,", ["a", "b"], [[.missing, .integer(1)], [.integer(2), .missing]]),
    (
      "carriage returns and blank lines", "a,b\r\n1,2\r\n\r\n3,4\r\n", ["a", "b"],
      [[.integer(1), .integer(2)], [.integer(3), .integer(4)]]
    ),
    ("carriage returns alone", "a\r1\r2", ["a"], [[.integer(1)], [.integer(2)]]),
    ("texts", "a,b\n x , y\n", ["a", "b"], [[.text(" x "), .text(" y")]]),
    ("quotation marks", "\"a,1\",b\n\"say \"\"hi\"\"\",\"two\nlines\"\n", ["a,1", "b"], [[.text("say \"hi\""), .text("two\nlines")]]),
    ("a number in quotation marks is a text", "a\n\"12\"\n\"\"\n", ["a"], [[.text("12")], [.text("")]]),
    ("gaps and infinity", "a\nnan\ninf\n-inf\n", ["a"], [[.missing], [.number(.infinity)], [.number(-.infinity)]]),
    ("a byte order mark", "\u{FEFF}a\n1\n", ["a"], [[.integer(1)]]),
    ("beyond Int", "a\n99999999999999999999\n", ["a"], [[.number(1e20)]]),
    ("names alone", "a,b\n", ["a", "b"], []),
    ("nothing", "", [], []),
    ("日本語", "損失,é\n零,e\u{301}\n", ["損失", "é"], [[.text("零"), .text("e\u{301}")]]),
  ]

  @Test(arguments: rows.indices) func tablesAreReadAndComeBackFromWhatTheyWrite(row: Int) throws {
    let (name, csv, names, rows) = Self.rows[row]
    let table = try Table(csv: csv)
    #expect(table.columnNames == names, "\(name)")
    #expect(table.rowCount == rows.count)
    for (index, cells) in rows.enumerated() {
      for (column, cell) in zip(names, cells) { #expect(try table[index, column] == cell, "\(name)") }
    }
    #expect(try Table(csv: table.csv) == table, "\(name)")
  }

  @Test func textsThatLookLikeSomethingElseStayTexts() throws {
    for text in ["", "12", "1e5", "nan", "inf", "0x10", "a,b", "\"", "\"\"", "a\nb", "a\rb", " a ", "\u{FEFF}", "é", "e\u{301}"] {
      var table = Table()
      table.append([text.isEmpty ? "x" : text: text])
      #expect(try Table(csv: table.csv) == table, "\(text)")
      table.append(["second": 1])
      #expect(try Table(csv: table.csv) == table, "\(text)")
    }
  }

  @Test func everyNumberComesBack() throws {
    var table = Table()
    for number in [0, -0.0, 0.1, 1.0 / 3, 1e300, Double.leastNonzeroMagnitude, Double.infinity, -Double.infinity, Double.nan, 3] {
      table.append(["x": number])
    }
    table.append(["x": Int.max])
    let copy = try Table(csv: table.csv)
    #expect(copy == table)
    #expect(try copy["x"].map(\.bitPattern) == table["x"].map(\.bitPattern))
  }

  @Test(arguments: [
    ("a,b\n1\n", DataError.rowLength(function: "a table in CSV", row: 0, expected: 2, found: 1)),
    ("a\n1\n2,3\n", .rowLength(function: "a table in CSV", row: 1, expected: 1, found: 2)),
    ("a,a\n", .duplicateColumn("a")),
    ("a\n\"open\n1\n", .quotation(line: 2)),
    ("a\nx\"y\n", .quotation(line: 2)),
    ("a\n1\n\"x\"y\n", .quotation(line: 3)),
    ("\"a\nb\"\n\"x\"\"", .quotation(line: 3)),
  ])
  func whatIsNoTableThrows(csv: String, error: DataError) { #expect(throws: error) { try Table(csv: csv) } }

  /// Cut off anywhere, a text is a table or an error.
  @Test func everyBeginningOfATableIsATableOrThrows() {
    let csv = Array("\u{FEFF}\"a,1\",b\r\n1,\"x \"\"y\"\"\nz\"\r\n-2.5e3,é\r\n".unicodeScalars)
    var tables = 0
    for count in 0...csv.count {
      do {
        let table = try Table(csv: String(String.UnicodeScalarView(csv.prefix(count))))
        tables += 1
        #expect(table.rowCount <= 2)
      } catch {
        switch error {
        case .quotation, .rowLength: break
        default: Issue.record("\(error)")
        }
      }
    }
    #expect(tables > 10 && tables < csv.count)
  }

  @Test func filesAreWrittenAndRead() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("apus-table-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appendingPathComponent("log.csv").path
    var table = Table()
    table.append(["epoch": 0, "loss": 0.5, "note": "a,b"])
    try table.write(csv: path)
    #expect(try String(contentsOfFile: path, encoding: .utf8) == "epoch,loss,note\n0,0.5,\"a,b\"\n")
    #expect(try Table(contentsOfCSV: path) == table)
    #expect(throws: DataError.self) { try Table(contentsOfCSV: folder.appendingPathComponent("none.csv").path) }
    #expect(throws: DataError.self) { try table.write(csv: folder.appendingPathComponent("none/log.csv").path) }
    try Data([0xFF, 0xFE, 0x00]).write(to: URL(fileURLWithPath: path))
    #expect(throws: DataError.self) { try Table(contentsOfCSV: path) }
  }
}
