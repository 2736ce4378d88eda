extension Module {
  /// Replaces tensors by those that a file has under their paths.
  ///
  /// - Throws: `WeightsError` where the file has another value for a constant; then nothing is changed.
  mutating func replaceTensors(by arrays: [String: Node], from path: String) throws {
    var loaded = self
    loaded.visitParameters { path, parameter in
      if parameter.role != .state, let node = arrays[path.name] { parameter.node = node }
    }
    try checkConstants(of: loaded, arrays, path)
    // Variables are shared with the module that was given: they come last, when nothing can fail any more.
    loaded.visitParameters { path, parameter in
      if parameter.role == .state, let node = arrays[path.name] { parameter.node = node }
    }
    self = loaded
  }
}

/// A `let` keeps what it has: a file that has something else does not belong to the model.
private func checkConstants(of module: some Module, _ arrays: [String: Node], _ path: String) throws {
  var kept: [(name: String, own: Node, other: Node)] = []
  module.visit { path, parameter in
    if parameter.role != .state, let other = arrays[path.name], parameter.node !== other { kept.append((path.name, parameter.node, other)) }
  }
  let engine = Context.local.engine
  var differences = WeightsError(path: path)
  for (name, own, other) in kept {
    let (a, b) = (try engine.read(own), try engine.read(other))
    if !a.hasBytes(of: b) { differences.fixed.append(name) }
  }
  if !differences.isEmpty { throw differences }
}

extension HostArray {
  /// Whether the bytes are the same, which those of equal numbers need not be.
  func hasBytes(of other: HostArray) -> Bool {
    withExtendedLifetime((self, other)) {
      UnsafeRawBufferPointer(start: pointer, count: type.byteCount)
        .elementsEqual(UnsafeRawBufferPointer(start: other.pointer, count: other.type.byteCount))
    }
  }
}
