import Foundation

/// One line as Keras 2 prints it.
struct ProgressBarText {
  let step: Int
  let stepCount: Int
  /// Since the epoch began.
  let seconds: Double
  let values: [(name: String, value: Float)]

  private static let width = 30

  /// `3/7 [===========>..................] - ETA: 0s - loss: 5.1000`, and `7/7 [=====…] - 0s 4ms/step - loss: 3.2000` when it is done.
  var bar: String {
    let filled = stepCount > 0 ? Self.width * min(step, stepCount) / stepCount : 0
    let isDone = step >= stepCount
    let head = filled > 0 ? String(repeating: "=", count: filled - 1) + (isDone ? "=" : ">") : ""
    let bar = "[" + head + String(repeating: ".", count: Self.width - filled) + "]"
    let left = seconds / Double(max(step, 1)) * Double(stepCount - step)
    return count + " " + bar + (isDone ? " - \(wholeSeconds) \(secondsPerStep)" : " - ETA: \(Self.clock(left))") + statistics
  }

  /// `7/7 - 0s - loss: 3.2000 - 12ms/epoch - 2ms/step`
  var line: String { count + " - \(wholeSeconds)" + statistics + " - \(Self.unit(seconds, "epoch")) - \(secondsPerStep)" }

  private var count: String {
    let total = String(stepCount), done = String(step)
    return String(repeating: " ", count: max(0, total.count - done.count)) + "\(done)/\(total)"
  }

  private var wholeSeconds: String { String(format: "%.0fs", seconds) }
  private var secondsPerStep: String { Self.unit(seconds / Double(max(step, 1)), "step") }

  private var statistics: String {
    values.map { name, value in
      " - \(name): " + String(format: abs(value) > 1e-3 || value.isNaN ? "%.4f" : "%.4e", Double(value))
    }.joined()
  }

  private static func unit(_ seconds: Double, _ name: String) -> String {
    if seconds >= 1 || seconds == 0 { return String(format: "%.0fs/", seconds) + name }
    return seconds >= 1e-3 ? String(format: "%.0fms/", seconds * 1e3) + name : String(format: "%.0fus/", seconds * 1e6) + name
  }

  private static func clock(_ seconds: Double) -> String {
    guard seconds.isFinite, seconds < 1e9 else { return "?" }
    let whole = Int(seconds)
    if whole >= 3600 { return String(format: "%d:%02d:%02d", whole / 3600, whole % 3600 / 60, whole % 60) }
    return whole >= 60 ? String(format: "%d:%02d", whole / 60, whole % 60) : "\(whole)s"
  }
}
