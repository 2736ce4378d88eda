/// How the errors of files are laid out: a title, and rows of which each has a name.
package enum ErrorText {
  static func text(_ title: String, _ rows: [(name: String, value: String)]) -> String {
    let width = rows.map(\.name.count).max() ?? 0
    return
      (["Apus: \(title)"]
      + rows.map { name, value in "  " + name + String(repeating: " ", count: width - name.count + 1) + printable(value) })
      .joined(separator: "\n")
  }

  /// `text` with control characters escaped, so that a name in a hostile file cannot steer a terminal.
  package static func printable(_ text: String) -> String {
    text.unicodeScalars.map { $0.properties.generalCategory == .control ? $0.escaped(asASCII: true) : String($0) }.joined()
  }

  /// The first few names and how many there are, so that a model of thousands of tensors does not fill the screen.
  static func list(_ names: [String], _ what: String) -> String {
    let shown = names.prefix(6).joined(separator: ", ")
    return names.isEmpty ? "no \(what)" : names.count <= 6 ? shown : "\(shown), … (\(names.count) \(what))"
  }
}
