import Foundation
import Testing

struct VerifyCommandTests {
  /// The small archive that the tests of `Datasets` read.
  private static let archive = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("DatasetsTests/Fixtures/cifar-10-binary.tar.gz").path

  @Test(arguments: ["lenet-mnist", "resnet-cifar10"])
  func aRunIsExecutedOnceMore(_ network: String) throws {
    let data =
      network == "lenet-mnist" ? ["--checkpoint-every", "9"] : ["--data", Self.archive, "--batch-size", "5", "--checkpoint-every", "3"]
    try ApusProgram.withFolder { folder in
      let training = try ApusProgram.run(["train", network, "--epochs", "2", "--output", "run"] + data, in: folder)
      #expect(training.code == 0, "\(training.errors)")
      #expect(training.output.contains("\nstep program  "))
      // The folder may have moved since.
      try FileManager.default.moveItem(atPath: folder + "/run", toPath: folder + "/moved")
      for steps in network == "lenet-mnist" ? [[], ["--steps", "4"]] : [[]] {
        let outcome = try ApusProgram.run(["verify", "moved"] + steps, in: folder)
        #expect(outcome.code == 0, "\(outcome.errors)")
        #expect(outcome.output.contains("have the same bits"), "\(outcome.output)")
      }
    }
  }

  @Test func anotherSeedOrMachineIsNamedWithItsCode() throws {
    try ApusProgram.withFolder { folder in
      let command = ["train", "lenet-mnist", "--epochs", "1", "--checkpoint-every", "4", "--output", "run", "--seed"]
      #expect(try ApusProgram.run(command + ["1"], in: folder).code == 0)
      let saved = try String(contentsOfFile: folder + "/run/command.json", encoding: .utf8)
      try saved.replacing(#""1"]"#, with: #""2"]"#).write(toFile: folder + "/run/command.json", atomically: true, encoding: .utf8)
      let outcome = try ApusProgram.run(["verify", "run"], in: folder)
      #expect(outcome.code == 2, "\(outcome.errors)")
      #expect(outcome.errors.isEmpty)
      #expect(outcome.output.contains("not equal: steps "))
      #expect(outcome.output.contains("  first step    "))
      #expect(outcome.output.contains("  first tensor  model/conv1/filter in run/checkpoints/ckpt-"))
      #expect(outcome.output.contains("  order seed: 2, the run has 1\n"))
      #expect(outcome.output.contains("  training data: "))
    }
  }
}
