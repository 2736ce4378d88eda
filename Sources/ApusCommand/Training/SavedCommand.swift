import ArgumentParser
import Checkpoints
import Foundation

/// The command that made a run, in the run's folder.
struct SavedCommand: Codable, Equatable {
  /// As on the command line, without the program's name.
  let arguments: [String]

  private static func path(in folder: String) -> String { folder + "/command.json" }

  init(_ arguments: [String] = Array(CommandLine.arguments.dropFirst())) { self.arguments = arguments }

  /// - Throws: `CommandError.noRun`.
  init(in folder: String) throws {
    guard let data = FileManager.default.contents(atPath: Self.path(in: folder)),
      let saved = try? JSONDecoder().decode(Self.self, from: data)
    else { throw CommandError.noRun(folder) }
    self = saved
  }

  func save(in folder: String) throws {
    let data = try JSONEncoder().encode(self)
    try AtomicFile.write(to: Self.path(in: folder)) { file in try data.withUnsafeBytes { try file.append($0) } }
  }

  /// The command itself.
  func parsed() throws -> any TrainingCommand {
    guard let command = try RootCommand.parseAsRoot(arguments) as? any TrainingCommand else {
      throw CommandError.noTraining(arguments.joined(separator: " "))
    }
    return command
  }
}

/// A command that trains a model.
protocol TrainingCommand: ParsableCommand {
  /// Where weights, log and checkpoints are put.
  var output: String { get }
  /// What it does, with its files in `output`.
  func training(in output: String) throws -> any TrainingRun
}

extension TrainingCommand {
  func run() throws { try training(in: output).train() }
}
