import Checkpoints
import Foundation
import Testing

/// Folders that are one thing together: SavedModels, programs, models in several files.
@Suite struct InspectFolderTests {
  private struct Line: Layer {
    var slope = Tensor<Float>([[1, 2], [3, 4], [5, 6]])
    var offset = Tensor<Float>([7, 8])
    func callAsFunction(_ x: Tensor<Float>) -> Tensor<Float> { matmul(x, slope) + offset }
  }

  private static let input = TensorSpec<Float>("x", [nil, 3])

  @Test(arguments: ["model", "model/saved_model.pb"]) func functionsAndVariablesOfASavedModelAreShown(path: String) throws {
    try ApusProgram.withFolder { folder in
      let total = ModelFunction<Line>("total", Self.input, TensorSpec<Int32>("n", [])) { model, x, n in
        (sum: model(x).sum(squeezingAxes: 1), n: n + 1)
      }
      try SavedModel.save(Line(), to: folder + "/model", functions: [.call(Self.input, outputs: ["y"]), total])
      let outcome = try ApusProgram.run(["inspect", path], in: folder)
      #expect(
        outcome.output == """
          \(path)  ·  SavedModel
          functions  3
          tensors    2
          elements   8
          bytes      32 bytes
          types      2 Float

          function         arguments                       results                        runs here
          callAsFunction   x: float32 [?, 3]               y: float32 [?, 2]              yes
          serving_default  x: float32 [?, 3]               y: float32 [?, 2]              yes
          total            x: float32 [?, 3], n: int32 []  sum: float32 [?], n: int32 []  yes

          name    type   shape      bytes
          slope   Float  [3, 2]  24 bytes
          offset  Float  [2]      8 bytes

          """, "\(outcome.errors)")
    }
  }

  @Test func aTrainingStepIsShownWithItsState() throws {
    try ApusProgram.withFolder { folder in
      try StableHLOProgram.exportStep(
        Line(), SGD(for: Line(), learningRate: 0.1), to: folder + "/step", TensorSpec<Float>("x", [4, 3]), TensorSpec<Float>("y", [4, 2]),
        outputs: ["loss"]
      ) { model, optimizer, x, y in
        let (loss, gradient) = valueWithGradient(at: model) { meanSquaredError(predicted: $0(x), expected: y) }
        optimizer.update(&model, along: gradient)
        return loss
      }
      let outcome = try ApusProgram.run(["inspect", "--json", "step"], in: folder)
      struct Report: Decodable {
        struct Function: Decodable { let arguments, results: [String] }
        struct Tensor: Decodable { let name: String }
        let format: String, functions: [Function], tensors: [Tensor]
        let changed: Int
        enum CodingKeys: String, CodingKey { case format, functions, tensors, changed = "changed by a call" }
      }
      let report = try JSONDecoder().decode(Report.self, from: Data(outcome.output.utf8))
      #expect(report.format == "StableHLO program")
      #expect(report.functions.map(\.arguments) == [["x: F32 [4, 3]", "y: F32 [4, 2]"]])
      #expect(report.functions.map(\.results) == [["loss: F32 []"]])
      #expect(report.tensors.map(\.name).contains("model.slope"))
      #expect((2...report.tensors.count).contains(report.changed))
    }
  }

  @Test func aModelInSeveralFilesIsShownByItsFolder() throws {
    try ApusProgram.withFolder { folder in
      for name in ["a", "b"] {
        let tensor = SafetensorsWriter.Tensor(name: name, dtype: .uint8, shape: [2], bytes: [1, 2])
        try SafetensorsWriter.write([tensor], to: "\(folder)/\(name).safetensors")
      }
      let index = #"{"weight_map": {"a": "a.safetensors", "b": "b.safetensors"}}"#
      try Data(index.utf8).write(to: URL(fileURLWithPath: folder + "/model.safetensors.index.json"))
      let output = try ApusProgram.run(["inspect", "."], in: folder).output
      #expect(output.hasPrefix(".  ·  safetensors in several files\nopened    ./model.safetensors.index.json\nfiles     2\ntensors   2\n"))
    }
  }

  @Test(
    arguments: [
      ("model/variables/variables.data-00000-of-00001", "model", "apus: the data of a checkpoint are truncated; "),
      ("model/saved_model.pb", "model", "apus: a SavedModel is malformed; file model/saved_model.pb; "),
      ("program/signature.json", "program", "apus: the signature of a program is malformed; file program/signature.json; "),
      ("program/weights.safetensors", "program", "apus: "),
      ("noise", "noise", "apus: a file is in none of the known formats; file noise; "),
    ])
  func whatIsDamagedOrUnknownIsSaidInALine(damaged: String, inspected: String, beginning: String) throws {
    try ApusProgram.withFolder { folder in
      try SavedModel.save(Line(), to: folder + "/model", functions: [.call(Self.input)])
      try StableHLOProgram.export(Line(), .call(Self.input), to: folder + "/program")
      try Data(repeating: 0xA5, count: 40).write(to: URL(fileURLWithPath: folder + "/" + damaged))
      let outcome = try ApusProgram.run(["inspect", inspected], in: folder)
      #expect(outcome.errors.hasPrefix(beginning), "\(outcome.errors)")
      #expect(outcome.errors.filter(\.isNewline).count == 1)
      #expect(outcome.code == 1 && outcome.output.isEmpty)
    }
  }
}
