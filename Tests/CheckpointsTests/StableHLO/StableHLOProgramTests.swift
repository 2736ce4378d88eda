import Apus
import Foundation
import Testing

@testable import Checkpoints

@Suite(.enabled(if: XLAPlugin.isInstalled, XLAPlugin.needed)) struct StableHLOProgramTests {
  @Test func aModelRunsFromItsFileForAnyNumberOfExamples() throws {
    try withTemporaryFolder { folder in
      let model = SmallClassifier.seeded(), path = folder + "/p"
      try StableHLOProgram.export(model, .call(TensorSpec("image", SmallClassifier.imageShape), outputs: ["logits"]), to: path)
      #expect(try names(in: path) == ["module.mlir", "signature.json", "weights.safetensors"])
      var program = try StableHLOProgram.load(path)
      #expect(program.arguments == ["image: F32 [?, 12, 12, 1]"])
      #expect(program.results == ["logits: F32 [?, 3]"])
      for count in [1, 4] {
        let images = SmallClassifier.images(count)
        let logits = try #require(try program(["image": AnyTensor(images)])["logits"]?.typed(Float.self))
        try expectEqual(logits, model(images))
      }
    }
  }

  /// A network with batch normalisation, whose statistics are variables, and an optimizer with slots and a count of steps.
  @Test func aTrainingStepGoesOnFromItsFile() throws {
    try withTemporaryFolder { folder in
      var model = SmallClassifier.seeded()
      var optimizer = Adam(for: model, learningRate: 0.01)
      let images = SmallClassifier.images(6), labels = Tensor<Int32>([0, 1, 2, 0, 1, 2])
      try StableHLOProgram.exportStep(
        model, optimizer, to: folder + "/step", TensorSpec<Float>("images", [6, 12, 12, 1]), TensorSpec<Int32>("labels", [6]),
        outputs: ["loss"], trainingStep)
      var step = try StableHLOProgram.load(folder + "/step")
      for _ in 0..<4 {
        let loss = withLearningPhase(.training) { trainingStep(&model, &optimizer, images, labels) }
        let results = try step(["images": AnyTensor(images), "labels": AnyTensor(labels)])
        try expectEqual(try #require(results["loss"]?.typed(Float.self)), loss)
      }
      var count = 0
      model.visit { path, parameter in
        guard let kept = step.state["model." + path.name]?.typed(Float.self) else { return }
        count += 1
        let own = Tensor<Float>(handle: parameter.handle)
        let difference = zip(kept.scalars, own.scalars).map { ($0 - $1).magnitude }.max() ?? 0
        #expect(difference < 1e-4, "\(path.name)")
      }
      #expect(count == 12)
      try step.saveState(to: folder + "/trained.safetensors")
      #expect(try SafetensorsFile(path: folder + "/trained.safetensors").entries.count == step.state.count)
    }
  }

  private func trainingStep(
    _ model: inout SmallClassifier, _ optimizer: inout Adam<SmallClassifier>, _ images: Tensor<Float>, _ labels: Tensor<Int32>
  ) -> Tensor<Float> {
    let (loss, gradient) = valueWithGradient(at: model) { softmaxCrossEntropy(logits: $0(images), labels: labels) }
    optimizer.update(&model, along: gradient)
    return loss
  }

  @Test func aStepThatDrawsRandomNumbersDrawsOthersEachTime() throws {
    try withTemporaryFolder { folder in
      let (x, y) = (TensorSpec<Float>("x", [8]), TensorSpec<Float>("y", [8]))
      try StableHLOProgram.exportStep(Subtraction(), Tensor<Float>(0), to: folder + "/noise", x, y) { _, _, a, b in
        a + b + Tensor(randomNormal: [8])
      }
      #expect(throws: ExportError.duplicateName(function: "step", name: "x")) {
        try StableHLOProgram.exportStep(Subtraction(), Tensor<Float>(0), to: folder + "/twice", x, x) { _, _, a, b in a + b }
      }
      #expect(throws: ExportError.changesUnread(function: "step", name: "model.offset")) {
        try StableHLOProgram.exportStep(Subtraction(), Tensor<Float>(0), to: folder + "/set", x, y) { model, _, a, b in
          model.offset = a[0..<2]
          return a + b
        }
      }
      var program = try StableHLOProgram.load(folder + "/noise")
      let zeros = AnyTensor(Tensor<Float>(zeros: [8]))
      let draws = try (0..<2).map { _ in try program(["x": zeros, "y": zeros])["output_0"]?.typed(Float.self)?.readScalars() }
      #expect(draws[0] != draws[1])
    }
  }

  @Test func argumentsThatDoNotFitAreRefused() throws {
    try withTemporaryFolder { folder in
      try StableHLOProgram.export(Subtraction(), .call(TensorSpec("x", [nil, 2])), to: folder + "/p")
      var program = try StableHLOProgram.load(folder + "/p")
      let wrong: [[String: AnyTensor]] = [
        [:], ["y": AnyTensor(Tensor<Float>(zeros: [1, 2]))], ["x": AnyTensor(Tensor<Float>(zeros: [1, 3]))],
        ["x": AnyTensor(Tensor<Int32>(zeros: [1, 2]))], ["x": AnyTensor(Tensor<Float>(zeros: [1, 2])), "y": AnyTensor(Tensor<Float>(0))],
      ]
      for arguments in wrong { #expect(throws: ProgramError.self) { try program(arguments) } }
    }
  }

  @Test func damagedFilesAreRefused() throws {
    try withTemporaryFolder { folder in
      let path = folder + "/p"
      try StableHLOProgram.export(Subtraction(), .call(TensorSpec("x", [nil, 2])), to: path)
      for name in ["signature.json", "weights.safetensors", "module.mlir"] {
        let good = try bytes(at: path + "/" + name)
        for length in stride(from: 0, to: good.count - 2, by: name == "module.mlir" ? 211 : 1) {
          try writeBytes(Array(good[..<length]), to: path + "/" + name)
          #expect(throws: (any Error).self, "\(name) cut after \(length) bytes") { try call(path) }
        }
        for bit in stride(from: 0, to: good.count * 8, by: name == "module.mlir" ? 1_009 : 5) {
          var damaged = good
          damaged[bit / 8] ^= 1 << (bit % 8)
          try writeBytes(damaged, to: path + "/" + name)
          if name == "module.mlir" { _ = try? call(path) } else { _ = try? StableHLOProgram.load(path) }
        }
        try writeBytes(good, to: path + "/" + name)
      }
      #expect(try call(path) == [2.5, 5.5])
    }
  }

  private func call(_ path: String) throws -> [Float] {
    var program = try StableHLOProgram.load(path)
    return try program(["x": AnyTensor(Tensor<Float>([[1, 2]]))])["output_0"]?.typed(Float.self)?.readScalars() ?? []
  }

  private static let p = "p/signature.json"
  private static let texts: [(error: ProgramError, text: String)] = [
    (.unreadable(path: p, reason: "No such file"), "a program cannot be opened\n  file p/signature.json\n  why  No such file"),
    (
      .malformedSignature(path: p, .expected("a name", offset: 7)),
      "the signature of a program is malformed\n  file   p/signature.json\n  at     byte 7\n  needed a name"
    ),
    (
      .malformedSignature(path: p, .duplicateKey("x", offset: 7)),
      "the signature of a program is malformed\n  file  p/signature.json\n  at    byte 7\n  found “x” twice"
    ),
    (
      .wrongState(path: p, expected: "w: F32 [2]"),
      "the weights of a program are not those of its signature\n  file   p/signature.json\n  needed w: F32 [2]"
    ),
    (
      .unsafeCall(path: p, name: "TopK"),
      "a program calls a function that can end the process\n  file  p/signature.json\n  found TopK"
    ),
    (
      .otherModule(path: p),
      "the module of a program is not the one of its signature\n  file p/signature.json\n  hint export it again"
    ),
    (
      .wrongArguments(path: p, expected: ["x: F32 [2]"], given: []),
      "a program takes other arguments\n  file     p/signature.json\n  expected x: F32 [2]\n  given    no arguments"
    ),
  ]

  @Test(arguments: texts.indices) func textsSayWhatWhereAndWhatToDo(row: Int) {
    #expect(Self.texts[row].error.description == "Apus: " + Self.texts[row].text)
  }
}
