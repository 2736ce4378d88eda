import ArgumentParser

struct DoctorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor", abstract: "Says how this machine is set up, and what is missing with the command that mends it.",
    discussion: "Ends with code 1 if something is missing that training needs.")

  func run() throws {
    let screen = Screen()
    let report = DoctorReport()
    print(report.text(color: screen.color))
    if !report.isWell { throw ExitCode(1) }
  }
}
