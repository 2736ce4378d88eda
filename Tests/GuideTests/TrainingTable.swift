import Foundation

/// What a guide about basic training loops prints.
struct TrainingTable: CustomStringConvertible, Sendable {
  let guide: String
  let file: String
  let firstLoss: String
  let lastLoss: String
  /// `W b loss` before the first step and after each of ten.
  let rows: [String]
  /// What Keras' `fit` prints: the loss before each step.
  let fitLosses: [String]

  var description: String { "guide \(guide)" }

  /// The whole output of the guide's program.
  var output: String {
    var lines = ["Variables: b = 0.0, w = 5.0", "Current loss: \(firstLoss)", "Starting:"]
    for (index, row) in rows.enumerated() {
      if index > 0 { lines.append("Epoch \(index <= 10 ? " " : "")\(index - 1):") }
      let figures = row.split(separator: " ")
      lines.append("     W = \(figures[0]), b = \(figures[1]), loss=\(figures[2])")
    }
    return (lines + ["Current loss: \(lastLoss)", ""]).joined(separator: "\n")
  }

  static func row(_ w: Float, _ b: Float, _ loss: Float) -> String { String(format: "%1.2f %1.2f %2.5f", w, b, loss) }

  static let all = [
    TrainingTable(
      guide: "000", file: "seed000_equiv.csv", firstLoss: "10.299762", lastLoss: "1.204573",
      rows: [
        "5.00 0.00 10.29976", "4.48 0.40 6.46287", "4.09 0.72 4.26008", "3.81 0.98 2.98527", "3.61 1.19 2.24146", "3.46 1.35 1.80388",
        "3.35 1.48 1.54438", "3.27 1.59 1.38926", "3.21 1.67 1.29584", "3.17 1.74 1.23917", "3.14 1.79 1.20457",
      ],
      fitLosses: ["10.2998", "6.4629", "4.2601", "2.9853", "2.2415", "1.8039", "1.5444", "1.3893", "1.2958", "1.2392"]),
    TrainingTable(
      guide: "003", file: "seed003_equiv.csv", firstLoss: "9.759627", lastLoss: "0.987504",
      rows: [
        "5.00 0.00 9.75963", "4.48 0.39 6.05377", "4.10 0.71 3.92840", "3.83 0.96 2.69969", "3.63 1.16 1.98354", "3.48 1.32 1.56270",
        "3.37 1.45 1.31337", "3.29 1.55 1.16449", "3.23 1.63 1.07491", "3.19 1.70 1.02062", "3.16 1.75 0.98750",
      ],
      fitLosses: ["9.7596", "6.0538", "3.9284", "2.6997", "1.9835", "1.5627", "1.3134", "1.1645", "1.0749", "1.0206"]),
  ]
}
