/// A headline, and under it one labelled entry a line; further lines of an entry are indented like its first.
func diagnosis(_ headline: String, _ entries: (label: String, text: String)...) -> String {
  let width = entries.map(\.label.count).max() ?? 0
  let lines = entries.map { label, text in
    let indentation = String(repeating: " ", count: width + 4)
    let padding = String(repeating: " ", count: width - label.count + 2)
    return "  " + label + padding + text.replacingOccurrences(of: "\n", with: "\n" + indentation)
  }
  return (["Apus: " + headline] + lines).joined(separator: "\n")
}

/// A number with commas between groups of three digits: `9,912,422`.
func grouped(_ number: Int) -> String {
  var text = ""
  for (index, digit) in String(number).reversed().enumerated() {
    if index > 0 && index % 3 == 0 && digit != "-" { text.append(",") }
    text.append(digit)
  }
  return String(text.reversed())
}
