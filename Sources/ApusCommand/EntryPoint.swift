import Apus
import ArgumentParser
import Datasets
import Foundation

/// The program `apus`.
@main
enum EntryPoint {
  static func main() {
    do {
      var command = try RootCommand.parseAsRoot()
      try command.run()
    } catch {
      fail(error)
    }
  }

  /// One line on standard error, and a code that says that it went wrong. Asking for help is no mistake.
  private static func fail(_ error: any Error) -> Never {
    let code = RootCommand.exitCode(for: error)
    if code == .success { RootCommand.exit(withError: error) }
    // A command that has said what there was to say ends with a bare code.
    if let silent = error as? ExitCode { exit(silent.rawValue) }
    let isUsage = code == .validationFailure
    let text = isUsage ? "\(RootCommand.message(for: error)) (`apus --help` shows what there is)" : Self.text(of: error)
    FileHandle.standardError.write(Data("apus: \(oneLine(text))\n".utf8))
    exit(code.rawValue)
  }
}

extension EntryPoint {
  /// Sizes and checksums of missing files are more than a line can hold; `apus doctor` has room for what is needed.
  private static func text(of error: any Error) -> String {
    guard case DatasetError.missing(let missing) = error, let place = missing.places.last else { return "\(error)" }
    let names = missing.wanted.map(\.name).joined(separator: ", ")
    return "the files of the data set \(missing.title) are missing: \(place.directory) lacks \(names)"
  }
}

struct RootCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "apus", abstract: "Trains models, uses them, shows and converts files, and says how this machine is set up.",
    version: apusVersion,
    subcommands: [
      PlanCommand.self, TrainCommand.self, EvaluateCommand.self, PredictCommand.self, VerifyCommand.self, ExportCommand.self,
      RunCommand.self,
      InspectCommand.self, ConvertCommand.self, DoctorCommand.self,
    ])
}
