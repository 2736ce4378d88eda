import Foundation
import Testing

/// Every mistake of the user is one line on standard error and a code that says so.
struct MistakeTests {
  @Test(arguments: [
    (["train", "lenet-mnist", "--epochs", "0"], "--epochs is at least 1, not 0"),
    (["train", "lenet-mnist", "--epochs", "many"], "'many' is invalid for '--epochs"),
    (["train", "lenet-mnist", "--batch-size", "-3"], "--batch-size"),
    (["train", "lenet-mnist", "--learning-rate", "nan"], "--learning-rate is at least 0"),
    (["train", "lenet-mnist", "--checkpoint-every", "0"], "--checkpoint-every is at least 1, not 0"),
    (["train", "lenet-mnist", "--keep", "0"], "--keep is at least 1, not 0"),
    (["train", "lenet-mnist", "--best", "size"], "'size' is invalid for '--best"),
    (["train", "lenet-mnist", "--speed", "2"], "'--speed'"),
    (["train", "lenet-mnist", "--data", "nowhere"], "there is no folder nowhere; --data needs one"),
    (["train", "resnet"], "resnet"),
    (["train", "resnet-cifar10", "--depth", "21"], "'21' is invalid for '--depth"),
    (["train", "resnet-cifar10", "--depth", "deep"], "'deep' is invalid for '--depth"),
    (["train", "resnet-cifar10", "--batch-size", "0"], "--batch-size is at least 1, not 0"),
    (["train", "resnet-cifar10", "--data", "nowhere"], "there is no folder nowhere; --data needs one"),
    (["train", "resnet-cifar10"], "the files of the data set CIFAR-10 are missing"),
    (["plan"], "<model>"),
    (["plan", "lenet"], "'lenet' is invalid for '<model>"),
    (["plan", "lenet-mnist", "--batch-size", "0"], "--batch-size is at least 1, not 0"),
    (["plan", "lenet-mnist", "--precision", "low"], "'low' is invalid for '--precision"),
    (["fly"], "fly"),
    (["evaluate"], "<weights>"),
    (["evaluate", "nowhere"], "there are no weights at nowhere"),
    (["verify", "nowhere"], "there is no run of `apus train` in nowhere"),
    (["verify", "nowhere", "--steps", "0"], "--steps is at least 1, not 0"),
    (["predict", "nowhere", "--count", "0"], "--count is at least 1, not 0"),
  ])
  func aMistakeIsOneLine(arguments: [String], text: String) throws {
    try ApusProgram.withFolder { folder in
      let outcome = try ApusProgram.run(arguments, in: folder)
      #expect(outcome.code != 0)
      #expect(outcome.errors.hasPrefix("apus: "))
      #expect(outcome.errors.contains(text), "\(outcome.errors)")
      #expect(outcome.errors.split(separator: "\n").count == 1)
      #expect(outcome.output.isEmpty)
    }
  }

  @Test func aFolderWithoutTheFilesIsOneLine() throws {
    try ApusProgram.withFolder { folder in
      let outcome = try ApusProgram.run(["train", "lenet-mnist", "--data", "."], in: folder)
      #expect(outcome.code == 1)
      #expect(outcome.errors.split(separator: "\n").count == 1)
      #expect(outcome.errors.contains("the files of the data set MNIST are missing"))
      #expect(outcome.errors.contains("train-images-idx3-ubyte.gz"))
    }
  }

  @Test func aDamagedFileIsOneLine() throws {
    try ApusProgram.withFolder { folder in
      for name in ["train-images-idx3", "train-labels-idx1", "t10k-images-idx3", "t10k-labels-idx1"] {
        try Data([0x1F, 0x8B, 8, 0, 0, 0]).write(to: URL(fileURLWithPath: "\(folder)/\(name)-ubyte.gz"))
      }
      let outcome = try ApusProgram.run(["train", "lenet-mnist", "--data", "."], in: folder)
      #expect(outcome.code == 1)
      #expect(outcome.errors.split(separator: "\n").count == 1)
      #expect(outcome.errors.contains("a packed data file is damaged"))
    }
  }

  @Test func weightsThatAreNoWeightsAreOneLine() throws {
    try ApusProgram.withFolder { folder in
      try Data("no weights".utf8).write(to: URL(fileURLWithPath: folder + "/weights.safetensors"))
      let outcome = try ApusProgram.run(["evaluate", "."], in: folder)
      #expect(outcome.code == 1)
      #expect(outcome.errors.split(separator: "\n").count == 1)
      #expect(outcome.errors.contains("safetensors"))
    }
  }

  @Test func aFolderThatCannotBeMadeIsOneLine() throws {
    try ApusProgram.withFolder { folder in
      try Data().write(to: URL(fileURLWithPath: folder + "/file"))
      let outcome = try ApusProgram.run(["train", "lenet-mnist", "--output", "file/run"], in: folder)
      #expect(outcome.code == 1)
      #expect(outcome.errors.split(separator: "\n").count == 1)
      #expect(outcome.errors.contains("the folder file/run cannot be created"))
    }
  }

  @Test func askingForHelpIsNoMistake() throws {
    try ApusProgram.withFolder { folder in
      for arguments in [
        ["--help"], ["train", "--help"], ["train", "lenet-mnist", "--help"], ["train", "resnet-cifar10", "--help"], ["help", "predict"],
        ["--version"],
      ] {
        let outcome = try ApusProgram.run(arguments, in: folder)
        #expect(outcome.code == 0)
        #expect(outcome.errors.isEmpty)
        #expect(!outcome.output.isEmpty)
      }
    }
  }
}
