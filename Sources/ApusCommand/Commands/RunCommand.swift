import Apus
import ArgumentParser
import Checkpoints

struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Runs a program of StableHLO that `apus export` or a Swift program wrote.",
    discussion: """
      No Swift code takes part. APUS_PJRT_PLUGIN chooses another plugin. A training step is run --steps times on the same batch; what it
      has learnt is saved with --state.
      """)

  @Argument(help: "The folder of the program.")
  var program: String
  @Option(help: ArgumentHelp("The arguments, each under its name, in a file that `apus inspect` shows.", valueName: "file"))
  var inputs: String?
  @Option(help: ArgumentHelp("Where the results of the last run are put.", valueName: "file.safetensors"))
  var outputs: String?
  @Option(help: "How often to run it.")
  var steps = 1
  @Option(help: ArgumentHelp("Where what the program keeps is put after the last run.", valueName: "file.safetensors"))
  var state: String?
  @Option(help: "Decides the random numbers that the program draws.")
  var seed: UInt64 = 0

  func validate() throws {
    if steps < 1 { throw ValidationError("--steps is at least 1, not \(steps)") }
  }

  func run() throws {
    var loaded = try StableHLOProgram.load(program)
    let arguments = try inputs.map { try openTensorFile($0).tensorsByName() } ?? [:]
    try withRandomSeed(seed) {
      var results: [String: AnyTensor] = [:]
      for step in 1...steps {
        results = try loaded(arguments)
        if steps > 1 { print("step \(step)  \(try ProgramResults(results).line)") }
      }
      if steps == 1 { print(try ProgramResults(results).text) }
      if let outputs { try saveTensors(results.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }, to: outputs) }
    }
    if let state { try loaded.saveState(to: state) }
  }
}
