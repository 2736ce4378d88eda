extension SavedCheckpoint {
  /// Replaces the tensors of a module by those saved under `name`, as far as there are any.
  ///
  /// - Parameters:
  ///   - name: what the module was saved as; empty for a checkpoint whose root it is.
  ///   - naming: where the checkpoint has the tensor with this path in the module, as `layer_with_weights-0/kernel`.
  /// - Returns: what the checkpoint lacks and what is left over below `name`.
  /// - Throws: `WeightsError` where a shape or a scalar type differs, or the value of a constant; `TensorBundleError` for damage. Then
  ///   nothing is changed.
  public func restore<M: Module>(
    _ module: inout M, from name: String = "model", naming: (_ path: String) -> String = { $0 }
  ) throws -> RestoreReport {
    try module.checkParameters()
    var wanted: [(name: String, type: TensorType)] = []
    module.visit { path, parameter in wanted.append((path.name, parameter.node.type)) }
    let (report, arrays) = try find(wanted, below: name, naming)
    try module.replaceTensors(by: arrays, from: path)
    return report
  }

  /// Gives an optimizer back what it kept from step to step.
  ///
  /// - Throws: `OptimizerStateError` where something is missing, `WeightsError` where a type differs, `TensorBundleError` for damage.
  ///   Then the optimizer stays what it was.
  public func restore<O: SlotOptimizer>(_ optimizer: inout O, from name: String = "optimizer") throws {
    let wanted = optimizer.namedState.map { (name: $0.name, type: $0.tensor.node.type) }
    let (_, arrays) = try find(wanted, below: name) { $0 }
    try optimizer.restore(arrays.mapValues { AnyTensor($0) })
  }

  private func find(
    _ wanted: [(name: String, type: TensorType)], below name: String, _ naming: (String) -> String
  ) throws -> (RestoreReport, [String: Node]) {
    var report = RestoreReport(path: path)
    var differences = WeightsError(path: path)
    var entries: [(name: String, entry: TensorBundle.Entry, type: TensorType)] = []
    var used: Set<String> = [ObjectGraph.key]
    for (tensor, type) in wanted {
      let translated = naming(tensor)
      let path = translated == tensor ? ObjectPath(prefix: name, name: tensor) : ObjectPath(prefix: "\(name)/\(translated)")
      let key = key(of: path)
      guard let entry = bundle.entry(named: key) else {
        report.missing.append(tensor)
        continue
      }
      used.insert(key)
      if entry.tensorType != type {
        differences.different.append(.init(name: tensor, expected: "\(type)", found: "\(entry.dtype) \(entry.shape)"))
      }
      entries.append((tensor, entry, type))
    }
    if !differences.isEmpty { throw differences }
    let prefix = name.isEmpty ? "" : ObjectPath(prefix: name).key.dropLast(ObjectPath.suffix.count) + "/"
    report.leftOver = bundle.entries.map(\.name).filter { $0.hasPrefix(prefix) && !used.contains($0) && !Self.isBookkeeping($0) }
    report.restored = entries.map(\.name)
    return (
      report, Dictionary(try entries.map { ($0.name, .leaf(try bundle.hostArray($0.entry.name, $0.type))) }, uniquingKeysWith: { $1 })
    )
  }

  private static func isBookkeeping(_ key: String) -> Bool { key == ObjectPath(prefix: "save_counter").key }
}
