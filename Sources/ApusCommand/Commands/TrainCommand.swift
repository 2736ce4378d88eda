import ArgumentParser

struct TrainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "train", abstract: "Trains a model.", subcommands: [TrainLeNetCommand.self, TrainResNetCommand.self])
}
