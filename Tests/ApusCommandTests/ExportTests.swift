import Apus
import Checkpoints
import Foundation
import ImageClassificationModels
import Testing

/// `apus export` and `apus run`, on a network that was not trained.
@Suite(.enabled(if: (try? DeviceRuntime.shared.client()) != nil, "needs the XLA plugin: Scripts/install-plugin"))
struct ExportTests {
  private func withNetwork(_ body: (_ folder: String, _ model: LeNet) throws -> Void) throws {
    try ApusProgram.withFolder { folder in
      let model = withRandomSeed(5) { LeNet() }
      try saveWeights(of: model, to: folder + "/weights.safetensors", metadata: ["model": "LeNet", "data": "digits"])
      try body(folder, model)
    }
  }

  private func images(_ count: Int) -> Tensor<Float> { withRandomSeed(6) { Tensor(randomNormal: [count, 28, 28, 1]) } }

  @Test(arguments: ["saved-model", "operations"]) func anExportedNetworkIsASavedModel(format: String) throws {
    try withNetwork { folder, model in
      let outcome = try ApusProgram.run(["export", ".", "--format", format, "--output", "out"], in: folder)
      #expect(outcome.code == 0, "\(outcome.errors)")
      #expect(outcome.output.contains("out  ·  \(format)  ·  images [28, 28, 1]"))
      let logits: Tensor<Float> = try SavedModel.load(folder + "/out").function("serving_default")(images(3))
      for (a, b) in zip(try logits.readScalars(), try model(images(3)).readScalars()) { #expect((a - b).magnitude < 1e-5) }
    }
  }

  @Test func aProgramRunsWithoutSwiftCode() throws {
    try withNetwork { folder, model in
      #expect(try ApusProgram.run(["export", ".", "--format", "program", "--output", "out"], in: folder).code == 0)
      try write(["images": images(2)], to: folder + "/in.safetensors")
      let outcome = try ApusProgram.run(["run", "out", "--inputs", "in.safetensors", "--outputs", "results.safetensors"], in: folder)
      #expect(outcome.code == 0, "\(outcome.errors)")
      #expect(outcome.output.hasPrefix("logits  Float[2, 10]  "))
      let logits = try SafetensorsFile(path: folder + "/results.safetensors").withBytes(of: "logits") {
        Array($0.bindMemory(to: Float.self))
      }
      for (a, b) in zip(logits, try model(images(2)).readScalars()) { #expect((a - b).magnitude < 1e-5) }
    }
  }

  @Test func aTrainingStepTrainsWithoutSwiftCode() throws {
    try withNetwork { folder, _ in
      #expect(try ApusProgram.run(["export", ".", "--format", "step", "--batch-size", "4", "--output", "out"], in: folder).code == 0)
      try SafetensorsWriter.write(
        [
          .init(name: "images", dtype: .float32, shape: [4, 28, 28, 1], bytes: try images(4).readScalars().withUnsafeBytes(Array.init)),
          .init(name: "labels", dtype: .int32, shape: [4], bytes: [Int32(0), 1, 2, 3].withUnsafeBytes(Array.init)),
        ], to: folder + "/in.safetensors")
      let outcome = try ApusProgram.run(
        ["run", "out", "--inputs", "in.safetensors", "--steps", "5", "--state", "trained.safetensors"], in: folder)
      #expect(outcome.code == 0, "\(outcome.errors)")
      let losses = outcome.output.split(separator: "\n").compactMap { Double($0.split(separator: " ").last ?? "") }
      #expect(losses.count == 5)
      #expect(try #require(losses.last) < losses[0])
      let names = Set(try SafetensorsFile(path: folder + "/trained.safetensors").entries.map(\.name))
      #expect(names.isSuperset(of: LeNet().parameters.map { "model." + $0.path }))
    }
  }

  @Test func mistakesAreOneLine() throws {
    try withNetwork { folder, _ in
      #expect(try ApusProgram.run(["export", ".", "--format", "program", "--output", "out"], in: folder).code == 0)
      let mistakes = [
        (["run", "nowhere"], "a program cannot be opened"), (["run", "out"], "a program takes other arguments"),
        (["run", "out", "--steps", "0"], "--steps is at least 1, not 0"), (["export", "nowhere", "--output", "o"], "there are no weights"),
        (["export", ".", "--format", "paper", "--output", "o"], "'paper' is invalid"),
        (["export", ".", "--output", "cache"], "a file cannot be put in its place"),
      ]
      try FileManager.default.createDirectory(atPath: folder + "/cache/kept", withIntermediateDirectories: true)
      for (arguments, text) in mistakes {
        let outcome = try ApusProgram.run(arguments, in: folder)
        #expect(outcome.code != 0 && outcome.errors.contains(text), "\(arguments): \(outcome.errors)")
        #expect(outcome.errors.split(separator: "\n").count == 1)
      }
    }
  }

  private func write(_ tensors: [String: Tensor<Float>], to path: String) throws {
    try SafetensorsWriter.write(
      tensors.map { name, tensor in
        .init(name: name, dtype: .float32, shape: tensor.shape.dimensions, bytes: try tensor.readScalars().withUnsafeBytes(Array.init))
      }, to: path)
  }
}
