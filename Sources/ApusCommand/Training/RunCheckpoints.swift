import Foundation
import TrainingLoop

/// The checkpoints of a training command, in a folder of their own below its output.
struct RunCheckpoints {
  let schedule: CheckpointSchedule
  /// How many of the newest stay.
  let keep: Int
  /// What tells the best one, which stays too.
  let best: BestEpoch?
  let isResuming: Bool

  static func folder(in output: String) -> String { output + "/checkpoints" }

  /// The command that goes on with this run.
  static func commandToGoOn(_ arguments: [String] = CommandLine.arguments) -> String {
    let own = arguments.dropFirst().map { $0.contains(" ") ? "'\($0)'" : $0 }
    return (["apus"] + own + (own.contains("--resume") ? [] : ["--resume"])).joined(separator: " ")
  }
}
