import Checkpoints
import Foundation

extension InspectedFormat {
  /// The folder of a SavedModel, or the file in it that describes it. Its variables are read, so that a damaged one is found.
  static let savedModel = InspectedFormat(
    isMeant: { FileManager.default.fileExists(atPath: folder(of: $0) + "/saved_model.pb") }
  ) { path in
    let model = try SavedModel.load(folder(of: path))
    var report = FileReport(path: path, format: "SavedModel")
    let functions = model.describedFunctions
    report.facts = [("functions", .number(Set(functions.map(\.name)).count))]
    report.tables = [
      .init(
        title: "functions", columns: ["function", "arguments", "results", "runs here"],
        rows: functions.map { function in
          [.text(function.name), .list(function.arguments), .list(function.results), .text(obstacle(function.obstacle))]
        })
    ]
    report.add(
      model.variables.map { variable in
        let shape = variable.shape.dimensions
        return .init(name: variable.path, type: "\(variable.dtype)", shape: shape, byteCount: shape.reduce(variable.dtype.byteWidth, *))
      })
    return report
  }

  private static func folder(of path: String) -> String {
    guard path.split(separator: "/").last == "saved_model.pb" else { return path }
    let folder = path.dropLast("/saved_model.pb".count)
    return folder.isEmpty ? "." : String(folder)
  }

  private static func obstacle(_ error: SavedModelError?) -> String {
    switch error {
    case nil: "yes"
    case .unsupportedOperation(_, _, let operation): "no: it has the operation \(operation)"
    default: "no: it is malformed"
    }
  }
}
