import Checkpoints
import TrainingLoop

/// The history of a run as a table of comma-separated values, a line for each epoch.
enum TrainingLog {
  static func text(_ history: History) -> String {
    let metrics = history.epochs.first?.training.values.map(\.name) ?? []
    let head = ["epoch", "seconds", "learning rate"] + metrics + metrics.map { "validation \($0)" }
    let lines = history.epochs.map { epoch in
      let numbers = metrics.map { epoch.training[$0] } + metrics.map { epoch.validation?[$0] }
      return ["\(epoch.index + 1)", "\(epoch.seconds)", "\(epoch.learningRate)"] + numbers.map { $0.map { "\($0)" } ?? "" }
    }
    return ([head] + lines).map { $0.joined(separator: ",") + "\n" }.joined()
  }

  static func write(_ history: History, to path: String) throws {
    var text = text(history)
    try AtomicFile.write(to: path) { file in
      try text.withUTF8 { try file.append(UnsafeRawBufferPointer($0)) }
    }
  }
}
