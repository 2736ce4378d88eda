import TrainingLoop

/// How this machine is set up: labelled lines, and what is missing.
struct DoctorReport {
  struct Line {
    let label: String
    let text: String
  }

  /// Something that is missing, and what mends it.
  struct Lack {
    let text: String
    let remedy: String
    /// Whether there is no training without it.
    let isSerious: Bool
  }

  private(set) var lines: [Line] = []
  private(set) var lacks: [Lack] = []

  /// Looks at the machine. Nothing is downloaded or changed.
  init() {
    examineSystem()
    examinePlugin()
    examineLAPACK()
    examineOneDNN()
    examineGnuplot()
    examineImageLibraries()
    examineCaches()
    examineDatasets()
  }

  var isWell: Bool { !lacks.contains(where: \.isSerious) }

  mutating func note(_ label: String, _ text: String) { lines.append(Line(label: label, text: text)) }

  mutating func lack(_ text: String, remedy: String, isSerious: Bool) {
    lacks.append(Lack(text: text, remedy: remedy, isSerious: isSerious))
  }

  func text(color: TerminalColor) -> String {
    let width = lines.map(\.label.count).max() ?? 0
    var previous = ""
    let known = lines.map { line in
      let label = line.label == previous ? "" : line.label
      previous = line.label
      return color.paint(label, .bold) + String(repeating: " ", count: width - label.count + 2) + line.text
    }
    let missing = lacks.flatMap { lack in
      ["", color.paint(lack.isSerious ? "Missing: " : "To know: ", lack.isSerious ? .red : .bold) + lack.text, "  " + lack.remedy]
    }
    return (known + (lacks.isEmpty ? ["", color.paint("Nothing is missing.", .green)] : missing)).joined(separator: "\n")
  }
}
