import Checkpoints
import Foundation
import ImageClassificationModels
import Testing

struct TrainingTests {
  @Test func trainingOnTheBundledDigitsEndsInANetworkThatCanBeUsed() throws {
    try ApusProgram.withFolder { folder in
      let training = try ApusProgram.run(["train", "lenet-mnist", "--epochs", "4", "--batch-size", "32", "--output", "run"], in: folder)
      #expect(training.code == 0, "\(training.errors)")
      #expect(training.output.contains("training on the bundled digits instead"))
      #expect(training.output.contains("LeNet, 61,706 parameters"))
      #expect(training.output.contains("Epoch 4/4"))
      #expect(training.output.contains("predicted"))
      #expect(!training.output.contains("\u{1B}"), "a file has no control codes")
      let accuracy = try #require(Self.accuracy(in: training.output))
      #expect(accuracy > 60)

      let log = try String(contentsOfFile: folder + "/run/log.csv", encoding: .utf8).split(separator: "\n")
      #expect(log[0] == "epoch,seconds,learning rate,loss,accuracy,validation loss,validation accuracy")
      #expect(log.count == 5)

      let evaluation = try ApusProgram.run(["evaluate", "run"], in: folder)
      #expect(evaluation.code == 0, "\(evaluation.errors)")
      #expect(Self.accuracy(in: evaluation.output) == accuracy)

      let prediction = try ApusProgram.run(["predict", "run/weights.safetensors", "--count", "3", "--first", "5"], in: folder)
      #expect(prediction.code == 0, "\(prediction.errors)")
      #expect(prediction.output.split { !"✓✗".contains($0) }.joined().count == 3)
      #expect(try ApusProgram.run(["predict", "run", "--first", "360"], in: folder).errors.contains("they go from 0 to 359"))
    }
  }

  /// On the small archive that the tests of `Datasets` read.
  @Test func aResidualNetworkIsTrainedSavedAndUsed() throws {
    let archive = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("DatasetsTests/Fixtures/cifar-10-binary.tar.gz").path
    try ApusProgram.withFolder { folder in
      let training = try ApusProgram.run(
        ["train", "resnet-cifar10", "--data", archive, "--epochs", "2", "--batch-size", "10", "--output", "run"], in: folder)
      #expect(training.code == 0, "\(training.errors)")
      #expect(training.output.contains("ResNet-20, 272,474 parameters"))
      #expect(training.output.contains("CIFAR-10: 20 training, 10 test images"))
      #expect(training.output.contains("for 2 epochs of 2 steps with 10 images: SGD, learning rate 0.1 falling to 0, momentum 0.9"))
      #expect(training.output.contains("automobile"))
      let accuracy = try #require(Self.accuracy(in: training.output))
      let log = try String(contentsOfFile: folder + "/run/log.csv", encoding: .utf8).split(separator: "\n")
      #expect(log.count == 3)
      // The last of four steps on half a cosine.
      let rate = try #require(log.last.flatMap { Double($0.split(separator: ",")[2]) })
      #expect(abs(rate - 0.1 * (1 + cos(0.75 * Double.pi)) / 2) < 1e-6)

      let environment = ["APUS_DATASETS": URL(fileURLWithPath: archive).deletingLastPathComponent().path]
      let evaluation = try ApusProgram.run(["evaluate", "run"], in: folder, environment: environment)
      #expect(evaluation.code == 0, "\(evaluation.errors)")
      #expect(Self.accuracy(in: evaluation.output) == accuracy)
      let prediction = try ApusProgram.run(["predict", "run", "--data", archive, "--count", "3"], in: folder)
      #expect(prediction.code == 0, "\(prediction.errors)")
      #expect(prediction.output.split { !"✓✗".contains($0) }.joined().count == 3)
    }
  }

  @Test func theWeightsOfTheBestEpochAreTakenOnDemand() throws {
    try ApusProgram.withFolder { folder in
      // At this rate the last epoch is not the best.
      let command = ["train", "lenet-mnist", "--epochs", "5", "--learning-rate", "0.4", "--keep", "1", "--best", "validation-loss"]
      let outcome = try ApusProgram.run(command + ["--output", "run"], in: folder)
      #expect(outcome.code == 0, "\(outcome.errors)")
      let losses = try String(contentsOfFile: folder + "/run/log.csv", encoding: .utf8).split(separator: "\n").dropFirst().map {
        Float($0.split(separator: ",")[5]) ?? .nan
      }
      let best = try #require(losses.indices.min { losses[$0] < losses[$1] })
      #expect(outcome.output.contains("The weights are those of the best epoch: validation loss "))
      #expect(outcome.output.contains(" in epoch \(best + 1)\n"))
      let checkpoints = CheckpointFolder(path: folder + "/run/checkpoints").paths
      #expect(checkpoints.count == (best == losses.count - 1 ? 1 : 2))
      var (saved, kept) = (LeNet(), LeNet())
      try loadWeights(into: &saved, from: folder + "/run/weights.safetensors")
      _ = try SavedCheckpoint(path: checkpoints[0]).restore(&kept)
      #expect(try saved.conv1.filter.readScalars() == kept.conv1.filter.readScalars())
    }
  }

  @Test func theSameSeedMakesTheSameWeights() throws {
    try ApusProgram.withFolder { folder in
      for (output, seed) in [("a", "7"), ("b", "7"), ("c", "8")] {
        let outcome = try ApusProgram.run(["train", "lenet-mnist", "--epochs", "1", "--seed", seed, "--output", output], in: folder)
        #expect(outcome.code == 0, "\(outcome.errors)")
      }
      let weights = try ["a", "b", "c"].map { try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\($0)/weights.safetensors")) }
      #expect(weights[0] == weights[1])
      #expect(weights[0] != weights[2])
    }
  }

  @Test func anInterruptFinishesTheStepAndSaves() throws {
    try ApusProgram.withFolder { folder in
      let outcome = try ApusProgram.run(["train", "lenet-mnist", "--epochs", "400", "--output", "run"], in: folder) { process in
        // The log appears when an epoch is done.
        while process.isRunning, !FileManager.default.fileExists(atPath: folder + "/run/log.csv") { usleep(20_000) }
        process.interrupt()
        // One that does not listen is ended, so that the test fails and does not hang.
        for _ in 0..<3_000 where process.isRunning { usleep(20_000) }
        if process.isRunning { kill(process.processIdentifier, SIGKILL) }
      }
      #expect(outcome.code == 0, "\(outcome.errors)")
      #expect(outcome.output.contains("Stopped by Ctrl-C in epoch"))
      #expect(try ApusProgram.run(["evaluate", "run"], in: folder).code == 0)
    }
  }

  @Test func weightsTrainedOnMNISTAreNotTestedOnOtherDigits() throws {
    try ApusProgram.withFolder { folder in
      let model = LeNet()
      try saveWeights(of: model, to: folder + "/weights.safetensors", metadata: ["model": "LeNet", "data": "mnist"])
      let outcome = try ApusProgram.run(["evaluate", "."], in: folder)
      #expect(outcome.code == 1)
      #expect(outcome.errors.contains("the files of the data set MNIST are missing"))
      try saveWeights(of: model, to: folder + "/weights.safetensors", metadata: ["model": "VGG"])
      #expect(
        try ApusProgram.run(["evaluate", "."], in: folder).errors.contains("holds the weights of VGG, not of a network that apus trains"))
    }
  }

  @Test func theDoctorSaysWhatThereIs() throws {
    try ApusProgram.withFolder { folder in
      let outcome = try ApusProgram.run(["doctor"], in: folder)
      #expect(outcome.output.contains("plugin"))
      for format in ["PNG", "JPEG"] {
        #expect(
          outcome.output.split(separator: "\n").contains { line in
            line.hasPrefix(format) && (line.contains("lib") || line.contains("none: images of this format are not read (apt install lib"))
          })
      }
      #expect(outcome.output.contains("MNIST  not on this machine"))
      #expect(outcome.output.contains("CIFAR-10  not on this machine"))
      let without = try ApusProgram.run(["doctor"], in: folder, environment: ["APUS_PJRT_PLUGIN": "/nowhere.so", "PATH": "/nowhere"])
      #expect(without.code == 1)
      #expect(without.output.contains("Missing: the XLA plugin"))
      #expect(without.output.contains("make setup"))
      #expect(without.output.contains("apt-get install gnuplot-nox"))
    }
  }

  /// The number behind `Test accuracy`, in percent.
  private static func accuracy(in output: String) -> Double? {
    guard let line = output.split(separator: "\n").first(where: { $0.hasPrefix("Test accuracy ") }) else { return nil }
    return Double(line.dropFirst("Test accuracy ".count).dropLast())
  }
}
