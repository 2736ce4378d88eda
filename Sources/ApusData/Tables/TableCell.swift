/// What stands in one place of a table.
public enum TableCell: Hashable, Sendable {
  case integer(Int)
  /// A number, never not-a-number: that is missing.
  case number(Double)
  case text(String)
  case missing
}

extension TableCell {
  /// The cell as a number; not-a-number for a text and where nothing is.
  public var number: Double {
    switch self {
    case .integer(let integer): Double(integer)
    case .number(let number): number
    case .text, .missing: .nan
    }
  }

  /// The cell as a text: what it says, the shortest text of a number, and nothing where nothing is.
  public var text: String {
    switch self {
    case .integer(let integer): "\(integer)"
    case .number(let number): "\(number)"
    case .text(let text): text
    case .missing: ""
    }
  }
}

/// A value that a table can hold.
public protocol TableValue {
  var cell: TableCell { get }
}

extension Int: TableValue { public var cell: TableCell { .integer(self) } }
extension Int32: TableValue { public var cell: TableCell { .integer(Int(self)) } }
extension Double: TableValue { public var cell: TableCell { isNaN ? .missing : .number(self) } }
extension Float: TableValue { public var cell: TableCell { Double(self).cell } }
extension String: TableValue { public var cell: TableCell { .text(self) } }
extension TableCell: TableValue { public var cell: TableCell { self } }
