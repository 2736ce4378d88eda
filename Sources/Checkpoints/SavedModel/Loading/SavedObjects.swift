import WireFormats

/// The objects of a SavedModel, walked from the one that was saved.
struct SavedObjects {
  private let graph: SavedObjectGraph
  private let path: String
  /// The names on the first way from the root to each object that can be reached.
  private let names: [Int: [String]]

  init(_ graph: SavedObjectGraph, path: String) throws(SavedModelError) {
    (self.graph, self.path) = (graph, path)
    guard !graph.objects.isEmpty else {
      throw .malformedObjects(path: path, problem: "no objects: it was saved by TensorFlow 1, or for it")
    }
    var names: [Int: [String]] = [0: []]
    var queue = [0], next = 0
    while next < queue.count {
      let object = queue[next]
      next += 1
      for member in graph.objects[object].members {
        guard graph.objects.indices.contains(member.object) else {
          throw .malformedObjects(path: path, problem: "object \(member.object) of \(graph.objects.count)")
        }
        guard names[member.object] == nil else { continue }
        names[member.object] = (names[object] ?? []) + [member.name]
        queue.append(member.object)
      }
    }
    self.names = names
  }

  /// The variables with the values that the checkpoint at `prefix` has, by the numbers of their objects.
  func variables(from prefix: String) throws -> [Int: AnyVariable] {
    let checkpoint = try SavedCheckpoint(path: prefix)
    let keys = try checkpointKeys(checkpoint)
    var variables: [Int: AnyVariable] = [:]
    for (number, object) in graph.objects.enumerated() {
      guard case .variable(let variable) = object.kind, let names = names[number] else { continue }
      let name = names.joined(separator: ".")
      func refuse(_ problem: String) -> SavedModelError { .malformedVariable(path: path, variable: name, problem: problem) }
      guard let key = keys[number] else { throw refuse("no place in the checkpoint") }
      guard let entry = checkpoint.bundle.entry(named: key) else { throw refuse("no tensor \(key) in the checkpoint") }
      guard entry.dtype.rawValue == variable.dtype, variable.shape.admits(entry.shape) else {
        throw refuse("\(entry.dtype) \(entry.shape) in the checkpoint, for a variable of shape \(variable.shape)")
      }
      // A variable of texts, as tables have them: a function that reads it has an operation that is not run.
      guard let type = entry.tensorType else { continue }
      let value = AnyTensor(.leaf(try checkpoint.bundle.hostArray(entry.name, type)))
      variables[number] = AnyVariable(value, isTrainable: variable.isTrainable, path: name)
    }
    return variables
  }

  /// The keys of the variables in the checkpoint, whose own graph of objects has the same names.
  private func checkpointKeys(_ checkpoint: SavedCheckpoint) throws -> [Int: String] {
    let entry = checkpoint.bundle.entry(named: ObjectGraph.key)
    guard entry != nil, let message = try checkpoint.bundle.strings(of: ObjectGraph.key).first else {
      throw SavedModelError.malformedObjects(path: path, problem: "a checkpoint without objects")
    }
    let objects: [CheckpointObject]
    do { objects = try CheckpointObject.read(message) } catch {
      throw SavedModelError.malformedObjects(path: path, problem: "objects of the checkpoint: \(error)")
    }
    var keys: [Int: String] = [:]
    var queue = [(saved: 0, other: 0)], next = 0
    var seen: Set<Int> = [0]
    while next < queue.count {
      let (saved, other) = queue[next]
      next += 1
      guard objects.indices.contains(other) else {
        throw SavedModelError.malformedObjects(path: path, problem: "object \(other) of \(objects.count) in the checkpoint")
      }
      keys[saved] = objects[other].key
      for member in graph.objects[saved].members {
        guard let object = objects[other].members[member.name], seen.insert(member.object).inserted else { continue }
        queue.append((member.object, object))
      }
    }
    return keys
  }

  /// What can be called, by name: methods of the root, and signatures where no method has their name.
  func callables(_ variables: [Int: VariableStorage], _ library: FunctionLibrary) throws -> [String: [CallableSignature]] {
    var found: [String: [CallableSignature]] = [:]
    for (number, object) in graph.objects.enumerated() {
      guard let names = names[number], let last = names.last else { continue }
      switch (object.kind, names.count) {
      case (.function(let concrete, arguments: _), 1):
        let name = last == "__call__" ? ExportedModelFunction.callName : last
        found[name] = try concrete.map { try signature($0, nil, variables, library) }
      case (.concreteFunction(let function, let arguments), 2) where names[0] == "signatures":
        if found[last] == nil { found[last] = [try signature(function, arguments, variables, library)] }
      default: continue
      }
    }
    return found
  }

  private func signature(
    _ function: String, _ names: [String]?, _ variables: [Int: VariableStorage], _ library: FunctionLibrary
  ) throws -> CallableSignature {
    guard let description = graph.functions[function], let definition = library.functions[function] else {
      throw SavedModelError.malformedFunction(path: path, function: function, problem: "no definition in the library")
    }
    let inputs = description.input.specifications, outputs = description.output.specifications
    guard inputs.count + description.variables.count == definition.inputs.count, outputs.count == definition.outputs.count else {
      throw SavedModelError.malformedFunction(
        path: path, function: function,
        problem: "\(inputs.count) arguments, \(description.variables.count) variables and \(outputs.count) results "
          + "for \(definition.inputs.count) parameters and \(definition.outputs.count) outputs")
    }
    // Where the names say another order, TensorFlow swaps tensors without a word.
    for (described, defined) in [
      (inputs.map(\.name), definition.inputs.prefix(inputs.count)), (outputs.map(\.name), definition.outputs[...]),
    ] {
      let defined = defined.map(\.name)
      if described != defined, described.sorted() == defined.sorted() {
        throw SavedModelError.malformedFunction(
          path: path, function: function,
          problem: "\(defined.joined(separator: ", ")) where its signature has \(described.joined(separator: ", "))")
      }
    }
    let arguments = zip(inputs.indices, inputs).map { index, input in
      (name: names.flatMap { $0.indices.contains(index) ? $0[index] : nil } ?? input.name, shape: input.shape, dtype: input.dtype)
    }
    return CallableSignature(
      function: function, arguments: arguments.map(CallableSignature.Tensor.init), variables: description.variables.map { variables[$0] },
      results: outputs.enumerated().map { index, output in
        .init(name: output.name.isEmpty ? "output_\(index)" : output.name, shape: output.shape, dtype: output.dtype)
      })
  }
}
