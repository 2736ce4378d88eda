import Checkpoints
import Foundation

extension InspectedFormat {
  /// The folder of a program of StableHLO.
  static let program = InspectedFormat(
    isMeant: { FileManager.default.fileExists(atPath: $0 + "/" + StableHLOProgram.signatureName) }
  ) { path in
    let program = try StableHLOProgram.load(path)
    var report = FileReport(path: path, format: "StableHLO program")
    report.facts = [("code", .bytes(program.codeByteCount)), ("changed by a call", .number(program.changedState.count))]
    report.tables = [
      .init(
        title: "functions", columns: ["function", "arguments", "results"],
        rows: [[.text("main"), .list(program.arguments), .list(program.results)]])
    ]
    report.add(try openTensorFile(path + "/" + StableHLOProgram.weightsName).tensors.map(FileReport.Tensor.init))
    return report
  }
}
