import Foundation
import Testing

/// `apus plan`, and what the training commands do with it.
struct PlanCommandTests {
  @Test func aStepIsPlannedWithoutData() throws {
    try ApusProgram.withFolder { folder in
      let outcome = try ApusProgram.run(["plan", "lenet-mnist", "--batch-size", "64"], in: folder)
      #expect(outcome.code == 0, "\(outcome.errors)")
      let lines = outcome.output.split(separator: "\n").map(String.init)
      #expect(lines.first?.hasPrefix("LeNet, 61,706 parameters  ·  64 images [28, 28, 1]  ·  float32  ·  ") == true)
      let rows = lines.dropFirst().map { $0.split(separator: " ", omittingEmptySubsequences: true).map(String.init) }
      #expect(rows.first == ["parameters", "0.25", "MB"])
      #expect(rows.contains(["batch", "0.20", "MB"]) || rows.contains(["batch", "0.2", "MB"]))
      #expect(rows.contains { $0.first == "activations" })
      #expect(rows.last?.first == "peak")
      #expect(rows.last?.last == "available")
      // Nothing else was written than the compiled program.
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder).filter { !$0.hasPrefix(".") } == ["cache"])
    }
  }

  @Test func whatDoesNotFitEndsWithACode() throws {
    try ApusProgram.withFolder { folder in
      let outcome = try ApusProgram.run(["plan", "lenet-mnist"], in: folder, environment: ["APUS_MEMORY_LIMIT": "1 MB"])
      #expect(outcome.code == 1)
      #expect(outcome.output.contains("of 1 MB available"))
      #expect(outcome.errors.hasPrefix("apus: a training step does not fit the memory; nothing was changed; needs "))
      #expect(outcome.errors.split(separator: "\n").count == 1)
    }
  }

  @Test func aTrainingThatDoesNotFitIsRefused() throws {
    try ApusProgram.withFolder { folder in
      let outcome = try ApusProgram.run(
        ["train", "lenet-mnist", "--epochs", "1"], in: folder, environment: ["APUS_MEMORY_LIMIT": "1 MB"])
      #expect(outcome.code == 1)
      #expect(outcome.errors.contains("does not fit the memory"))
      #expect(!outcome.output.contains("Epoch"))
    }
  }

  @Test func moreImagesTakeMore() throws {
    try ApusProgram.withFolder { folder in
      func peak(_ options: [String]) throws -> String? {
        let outcome = try ApusProgram.run(["plan", "lenet-mnist"] + options, in: folder)
        return outcome.output.split(separator: "\n").last { $0.hasPrefix("peak") }.map(String.init)
      }
      let few = try peak(["--batch-size", "32"]), many = try peak(["--batch-size", "512"])
      #expect(few != nil)
      #expect(many != nil)
      #expect(few != many)
      #expect(try peak(["--precision", "mixed-bfloat16"]) != nil)
    }
  }

  @Test func aLimitThatIsNoneIsOneLine() throws {
    try ApusProgram.withFolder { folder in
      let outcome = try ApusProgram.run(["plan", "lenet-mnist"], in: folder, environment: ["APUS_MEMORY_LIMIT": "much"])
      #expect(outcome.code == 1)
      #expect(
        outcome.errors == "apus: APUS_MEMORY_LIMIT is no amount of memory: much; hint a number of bytes, or with a unit: 512 MB, 2.5 GB\n")
    }
  }
}
