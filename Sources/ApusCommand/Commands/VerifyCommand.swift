import ArgumentParser

struct VerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify", abstract: "Executes steps of a run once more and compares every bit with what the run has saved.",
    discussion: """
      The run must have saved checkpoints. Nothing of it is changed. Ends with code 0 if all bits are the same, with 2 if not, and says which
      step and which tensor differ first and what is another than at the run: code, plugin, machine, seed, data. With 1 if the run cannot be
      executed once more, as where its data is gone.
      """)

  /// That of a run whose bits are others.
  static let unequal = ExitCode(2)

  @Argument(help: ArgumentHelp("The folder that `apus train` made.", valueName: "run"))
  var folder: String
  @Option(help: "How many steps, the last before the newest checkpoint. (default: those since the checkpoint before)")
  var steps: Int?

  func validate() throws {
    if let steps, steps < 1 { throw ValidationError("--steps is at least 1, not \(steps)") }
  }

  func run() throws {
    let command = try SavedCommand(in: folder).parsed()
    let verification = try command.training(in: folder).verify(steps: steps)
    print(verification)
    if !verification.isEqual { throw Self.unequal }
  }
}
