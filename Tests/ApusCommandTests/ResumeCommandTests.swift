import Foundation
import Testing

/// `--checkpoint-every` and `--resume`.
struct ResumeCommandTests {
  /// The small archive that the tests of `Datasets` read.
  private static let archive = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("DatasetsTests/Fixtures/cifar-10-binary.tar.gz").path

  static let commands = [
    ["train", "lenet-mnist", "--epochs", "3", "--batch-size", "64", "--checkpoint-every", "5"],
    ["train", "resnet-cifar10", "--data", archive, "--epochs", "3", "--batch-size", "5", "--checkpoint-every", "3"],
  ]

  @Test(arguments: commands)
  func aRunThatIsInterruptedAndResumedMakesTheSameWeights(_ command: [String]) throws {
    try ApusProgram.withFolder { folder in
      #expect(try ApusProgram.run(command + ["--output", "whole"], in: folder).code == 0)

      let arguments = command + ["--output", "run"]
      let first = try ApusProgram.run(arguments, in: folder) { process in
        Self.waitForFile(folder + "/run/checkpoints/checkpoint", while: process)
        process.interrupt()
        for _ in 0..<3_000 where process.isRunning { usleep(20_000) }
        if process.isRunning { kill(process.processIdentifier, SIGKILL) }
      }
      #expect(first.code == 0, "\(first.errors)")
      #expect(first.output.contains("Stopped by Ctrl-C in epoch"))
      #expect(first.output.contains("Go on with  apus \(arguments.joined(separator: " ")) --resume\n"))

      let again = try ApusProgram.run(arguments, in: folder)
      #expect(again.code == 1)
      #expect(again.errors.contains("run has the checkpoints of an earlier run; --resume goes on from them"))

      let second = try ApusProgram.run(arguments + ["--resume"], in: folder)
      #expect(second.code == 0, "\(second.errors)")
      #expect(second.errors.contains("Apus: going on from run/checkpoints/ckpt-"))
      #expect(second.output.contains("Test accuracy"))
      #expect(try Self.bytes(folder + "/run/weights.safetensors") == Self.bytes(folder + "/whole/weights.safetensors"))
      #expect(try Self.log(folder + "/run/log.csv") == Self.log(folder + "/whole/log.csv"))
    }
  }

  @Test func aCheckpointOfAnotherRunIsRefusedInOneLine() throws {
    try ApusProgram.withFolder { folder in
      let command = ["train", "lenet-mnist", "--epochs", "1", "--output", "run"]
      #expect(try ApusProgram.run(command + ["--checkpoint-every", "100"], in: folder).code == 0)
      let outcome = try ApusProgram.run(command + ["--resume", "--batch-size", "7"], in: folder)
      #expect(outcome.code == 1)
      #expect(outcome.errors.split(separator: "\n").count == 1)
      #expect(outcome.errors.contains("a checkpoint is of another run"))
      #expect(outcome.errors.contains("batch size: the run has 7"))
    }
  }

  private static func waitForFile(_ path: String, while process: Process) {
    while process.isRunning, !FileManager.default.fileExists(atPath: path) { usleep(5_000) }
  }

  private static func bytes(_ path: String) throws -> Data { try Data(contentsOf: URL(fileURLWithPath: path)) }

  /// The table without the column of seconds.
  private static func log(_ path: String) throws -> [[Substring]] {
    try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").map { line in
      let cells = line.split(separator: ",", omittingEmptySubsequences: false)
      return cells.indices.filter { $0 != 1 }.map { cells[$0] }
    }
  }
}
