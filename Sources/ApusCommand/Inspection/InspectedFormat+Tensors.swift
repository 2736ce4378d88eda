import Checkpoints

extension InspectedFormat {
  /// Safetensors, checkpoints, NumPy's and Keras's files.
  static let tensorFile = InspectedFormat(isMeant: { _ in true }) { path in
    let file = try openTensorFile(path)
    var report = FileReport(path: path, format: TensorFileFormat(recognizing: path).rawValue)
    if file.path != path { report.facts.append(("opened", .text(file.path))) }
    if let sharded = file as? ShardedSafetensors { report.facts.append(("files", .number(sharded.files.count))) }
    if !file.metadata.isEmpty {
      report.tables.append(
        .init(
          title: "metadata", columns: ["key", "text"],
          rows: file.metadata.sorted { $0.key < $1.key }.map { [.text($0.key), .text($0.value)] }))
    }
    report.add(file.tensors.map(FileReport.Tensor.init))
    return report
  }
}
