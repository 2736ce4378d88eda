import Checkpoints
import Foundation

extension InspectedFormat {
  /// Safetensors, checkpoints, NumPy's and Keras's files.
  static let tensorFile = InspectedFormat(isMeant: { _ in true }) { path in
    let file = try openTensorFile(path)
    var report = FileReport(path: path, format: TensorFileFormat(recognizing: path).rawValue)
    if file.path != path { report.facts.append(("opened", .text(file.path))) }
    let elements = sum(file.tensors.map { $0.shape.reduce(1, *) })
    report.facts += [
      ("tensors", .number(file.tensors.count)), ("elements", .number(elements)),
      ("bytes", .bytes(sum(file.tensors.map(\.byteCount)))), ("types", .text(types(of: file.tensors))),
    ]
    if !file.metadata.isEmpty {
      report.tables.append(
        .init(
          title: "metadata", columns: ["key", "text"],
          rows: file.metadata.sorted { $0.key < $1.key }.map { [.text($0.key), .text($0.value)] }))
    }
    report.tables.append(
      .init(
        title: "tensors", columns: ["name", "type", "shape", "bytes"],
        rows: file.tensors.map { [.text($0.name), .text($0.type), .shape($0.shape), .bytes($0.byteCount)] }))
    return report
  }

  /// Files may claim more than can be counted, of which nothing is read.
  private static func sum(_ counts: [Int]) -> Int {
    counts.reduce(0) { sum, count in
      let (result, overflow) = sum.addingReportingOverflow(count)
      return overflow ? .max : result
    }
  }

  /// Each type with how many tensors have it, as `4 F32, 1 I64`.
  private static func types(of tensors: [StoredTensor]) -> String {
    let counts = Dictionary(grouping: tensors, by: \.type).mapValues(\.count)
    return counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { "\($0.value) \($0.key)" }.joined(separator: ", ")
  }
}
