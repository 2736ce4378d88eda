import Checkpoints
import Foundation
import TensorBoard
import Testing

@Suite struct FileCommandTests {
  private static func writeSample(to path: String) throws {
    try SafetensorsWriter.write(
      [
        .init(name: "dense.weight", dtype: .float32, shape: [20, 30], bytes: [UInt8](repeating: 0, count: 2400)),
        .init(name: "dense.bias\u{1B}[2J", dtype: .bfloat16, shape: [30], bytes: [UInt8](repeating: 0, count: 60)),
        .init(name: "step", dtype: .int64, shape: [], bytes: [UInt8](repeating: 0, count: 8)),
      ], metadata: ["note": String(repeating: "long ", count: 30)], to: path)
  }

  @Test func tensorsAreShownInAStableTable() throws {
    try ApusProgram.withFolder { folder in
      try Self.writeSample(to: folder + "/model.safetensors")
      let outcome = try ApusProgram.run(["inspect", "model.safetensors"], in: folder)
      #expect(
        outcome.output == """
          model.safetensors  ·  safetensors
          tensors   3
          elements  631
          bytes     2.5 kB
          types     1 BF16, 1 F32, 1 I64

          key   text
          note  long long long long long long long long long long long long long long lo… (150 characters)

          name                 type  shape        bytes
          step                 I64   []         8 bytes
          dense.weight         F32   [20, 30]    2.4 kB
          dense.bias\\u{1B}[2J  BF16  [30]      60 bytes

          """)
      #expect(outcome.code == 0 && outcome.errors.isEmpty)
    }
  }

  @Test func programsGetJSON() throws {
    struct Report: Decodable {
      struct Tensor: Decodable, Equatable {
        let name: String, type: String, shape: [Int], bytes: Int
      }
      let file: String, format: String, elements: Int, bytes: Int
      let tensors: [Tensor]
    }
    try ApusProgram.withFolder { folder in
      try Self.writeSample(to: folder + "/model.safetensors")
      let outcome = try ApusProgram.run(["inspect", "--json", "model.safetensors"], in: folder)
      let report = try JSONDecoder().decode(Report.self, from: Data(outcome.output.utf8))
      #expect(report.format == "safetensors" && report.elements == 631 && report.bytes == 2468)
      #expect(report.tensors[1] == .init(name: "dense.weight", type: "F32", shape: [20, 30], bytes: 2400))
    }
  }

  @Test func tagsOfALogAreShown() throws {
    try ApusProgram.withFolder { folder in
      let writer = try SummaryWriter(folder: folder)
      for step in 0..<3 { try writer.scalar("loss", Float(1) / Float(step + 1), step: step) }
      try writer.flush()
      let name = try #require(FileManager.default.contentsOfDirectory(atPath: folder).first { $0.contains("tfevents") })
      let outcome = try ApusProgram.run(["inspect", name], in: folder)
      #expect(
        outcome.output == """
          \(name)  ·  TensorBoard events
          events     4
          last step  2
          ending     whole

          tag   kind    values  first step  last step  last
          loss  number       3           0          2  0.3333

          """)
    }
  }

  @Test func aFileIsConvertedAndBack() throws {
    try ApusProgram.withFolder { folder in
      try Self.writeSample(to: folder + "/a.safetensors")
      let there = try ApusProgram.run(["convert", "a.safetensors", "b.weights.h5"], in: folder)
      #expect(there.output == "b.weights.h5  ·  3 tensors\n", "\(there.errors)")
      #expect(try ApusProgram.run(["convert", "b.weights.h5", "c.safetensors"], in: folder).code == 0)
      let bytes = try ["a", "c"].map { try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\($0).safetensors")) }
      #expect(bytes[0] == bytes[1])
    }
  }

  @Test(
    arguments: [
      (
        ["convert", "a.safetensors", "b.npz"],
        "apus: texts beside the tensors would be lost; file a.safetensors; found note; "
          + "hint NumPy keeps none: choose .safetensors or .h5, or leave them out with --drop-metadata\n"
      ),
      (
        ["convert", "--drop-metadata", "a.safetensors", "b.npz"],
        "apus: a tensor would lose its type; file a.safetensors; "
          + "tensor dense.bias\\u{1B}[2J; found BFloat16; hint NumPy has no such type: choose another format\n"
      ),
      (["inspect", "none"], "apus: a safetensors file cannot be opened; file none; why No such file or directory\n"),
    ])
  func whatCannotBeDoneIsSaidInALine(arguments: [String], line: String) throws {
    try ApusProgram.withFolder { folder in
      try Self.writeSample(to: folder + "/a.safetensors")
      let outcome = try ApusProgram.run(arguments, in: folder)
      #expect(outcome.errors == line)
      #expect(outcome.code == 1 && outcome.output.isEmpty)
      #expect(!FileManager.default.fileExists(atPath: folder + "/b.npz"))
    }
  }
}
