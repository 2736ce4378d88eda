/// Why a run saves no checkpoints, or does not go on from one.
public enum TrainingCheckpointError: Error, Hashable, Sendable {
  /// Something that a run and a checkpoint should have in common.
  public struct Difference: Hashable, Sendable {
    /// As `model conv1.filter`, `batch size`.
    public let what: String
    /// As the run has it; `nil` if it does not.
    public let run: String?
    /// As the checkpoint has it; `nil` if it does not.
    public let checkpoint: String?
  }

  /// A checkpoint every so many steps.
  case interval(Int)
  /// The folder cannot be made.
  case folder(String, reason: String)
  /// There are checkpoints, and nobody said that the run is to go on from them.
  case earlierRun(folder: String)
  /// The checkpoint belongs to another model, optimizer, metrics or data.
  case otherRun(path: String, [Difference])
  /// No checkpoint of the folder belongs to an epoch that has measured the quantity.
  case noBest(folder: String, quantity: String)
  /// To execute so many steps once more.
  case verifiedSteps(Int)
  /// The checkpoints of the folder lie before the first step.
  case noSteps(folder: String)
  /// A run that was executed once more has ended after so many steps, before it could be compared.
  case notVerified(step: Int, reason: String?)
  /// A part of the checkpoint is not as a training run saves it.
  case malformed(path: String, part: String)
}

extension TrainingCheckpointError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .interval(let count): "Apus: a checkpoint is saved every so many steps, at least 1, not \(count)"
    case .folder(let path, let reason):
      "Apus: the folder for checkpoints cannot be made\n  folder  \(path)\n  reason  \(reason)"
    case .earlierRun(let folder):
      "Apus: a folder has the checkpoints of an earlier run\n  folder  \(folder)\n"
        + "  hint    `resume: true` goes on from them; another folder, or an empty one, starts anew"
    case .otherRun(let path, let differences):
      "Apus: a checkpoint is of another run\n  file  \(path)\n" + differences.prefix(6).map { Self.line($0) + "\n" }.joined()
        + (differences.count > 6 ? "  …     \(differences.count) differences\n" : "")
        + "  hint  build model, optimizer, metrics and data as before, or start in another folder"
    case .noBest(let folder, let quantity):
      "Apus: no checkpoint tells which epoch was best\n  folder    \(folder)\n  quantity  \(quantity)\n"
        + "  hint      save checkpoints with `best:` or `.everyEpoch`, of a run that measures it"
    case .verifiedSteps(let count): "Apus: a run is verified by at least one step, not \(count)"
    case .noSteps(let folder):
      "Apus: a run without steps cannot be verified\n  folder  \(folder)"
    case .notVerified(let step, let reason):
      "Apus: a run that was executed once more has ended before it could be compared\n  at      step \(step)\n"
        + "  reason  \(reason ?? "a callback has ended it")"
    case .malformed(let path, let part):
      "Apus: a checkpoint is not one of a training run\n  file  \(path)\n  part  \(part)\n  hint  start in another folder"
    }
  }

  private static func line(_ difference: Difference) -> String {
    "  \(difference.what): the run has \(difference.run ?? "none"), the checkpoint \(difference.checkpoint ?? "none")"
  }
}
