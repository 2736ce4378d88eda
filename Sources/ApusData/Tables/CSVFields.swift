/// The fields of a text in CSV (RFC 4180), with what a reader has to know of each.
///
/// SwiftCSV, a library for this, drops spaces in front of fields and takes a missing quotation mark for the end of the text, so a table
/// would not come back as it was written.
struct CSVFields {
  struct Field: Equatable {
    var text = ""
    /// Quoted fields are texts, whatever stands in them.
    var isQuoted = false
  }

  /// The rows, without blank lines.
  private(set) var rows: [[Field]] = []

  private var row: [Field] = []
  private var field = Field()
  private var line = 1

  init(_ text: String) throws(DataError) {
    // Scalars, because a line break of two is one Character.
    var rest = text.unicodeScalars[...]
    if rest.first == "\u{FEFF}" { rest.removeFirst() }
    while let scalar = rest.popFirst() {
      switch scalar {
      case ",": endField()
      case "\r" where rest.first == "\n": continue
      case "\n", "\r": endRow()
      case "\"":
        guard field == Field() else { throw .quotation(line: line) }
        try readQuoted(&rest)
      default:
        if field.isQuoted { throw .quotation(line: line) }
        field.text.unicodeScalars.append(scalar)
      }
    }
    endRow()
  }

  private mutating func readQuoted(_ rest: inout Substring.UnicodeScalarView) throws(DataError) {
    field.isQuoted = true
    let start = line
    while let scalar = rest.popFirst() {
      if scalar == "\"" {
        guard rest.first == "\"" else { return }
        rest.removeFirst()
      }
      if scalar == "\n" { line += 1 }
      field.text.unicodeScalars.append(scalar)
    }
    throw .quotation(line: start)
  }

  private mutating func endField() {
    row.append(field)
    field = Field()
  }

  private mutating func endRow() {
    endField()
    if row != [Field()] { rows.append(row) }
    row = []
    line += 1
  }
}
