import Foundation

extension FileReport {
  /// The report for programs: an object with the facts under their names and each table as an array of objects. Keys are sorted, so that
  /// equal files give equal texts.
  func json() throws -> String {
    var object: [String: Any] = ["file": path, "format": format]
    for (name, value) in facts { object[name] = Self.value(value) }
    for table in tables {
      object[table.title] = table.rows.map { row in
        Dictionary(zip(table.columns, row.map(Self.value)), uniquingKeysWith: { first, _ in first })
      }
    }
    let data = try JSONSerialization.data(withJSONObject: object, options: [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes])
    return String(decoding: data, as: UTF8.self)
  }

  private static func value(_ cell: Cell) -> Any {
    switch cell {
    case .text(let text): text
    case .list(let texts): texts
    case .number(let number), .bytes(let number): number
    case .shape(let shape): shape
    // JSON has no infinite numbers, and no NaN.
    case .value(let value): value.isFinite ? Double("\(value)") ?? Double(value) : "\(value)"
    case .none: NSNull()
    }
  }
}
