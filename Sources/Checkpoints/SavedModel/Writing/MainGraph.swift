/// The graph that loaders without objects run: servers, converters, TensorFlow 1.
struct MainGraph {
  private(set) var graph = GraphDefinition()
  private(set) var signatures: [String: SignatureDefinition] = [:]
  private(set) var saver: MetaGraph.Saver?

  init(_ variables: SavedVariables, _ bodies: [SavedFunctionBody]) {
    let all = variables.all
    for (number, variable) in all.enumerated() {
      let name = Self.handle(number)
      graph.nodes.append(
        NodeDefinition(
          name, "VarHandleOp", [], ["shared_name": .text(name), "dtype": .type(variable.dtype), "shape": .shape(variable.shape)]))
    }
    for body in bodies {
      graph.functions += [body.body(all), body.wrapper]
      add(body)
    }
    if !all.isEmpty { addSaver(all) }
  }

  private static func handle(_ number: Int) -> String { "variable_\(number)" }

  private mutating func add(_ body: SavedFunctionBody) {
    let arguments = body.function.arguments, results = body.function.results
    let placeholders = arguments.map { "\(body.signatureName)_\($0.name)" }
    for (name, argument) in zip(placeholders, arguments) {
      graph.nodes.append(
        NodeDefinition(name, "Placeholder", [], ["dtype": .type(argument.number), "shape": .shape(argument.partialShape)]))
    }
    let call = "call_\(body.function.name)"
    graph.nodes.append(body.signatureCall(named: call, placeholders, body.variables.map(Self.handle)))
    var signature = SignatureDefinition(inputs: [:], outputs: [:])
    for (name, argument) in zip(placeholders, arguments) {
      signature.inputs[argument.name] = .init(name: name + ":0", dtype: argument.number, shape: argument.partialShape)
    }
    for (output, place) in body.sortedResults.enumerated() {
      let result = results[place]
      signature.outputs[result.name] = .init(name: "\(call):\(output)", dtype: result.number, shape: result.partialShape)
    }
    signatures[body.signatureName] = signature
  }

  /// The operations by which a loader restores the variables from the checkpoint, and saves them anew.
  private mutating func addSaver(_ variables: [SavedVariables.Variable]) {
    let (file, string) = ("saver_filename", AttributeValue.type(TensorBundleDType.string.rawValue))
    let types = AttributeValue.types(variables.map(\.dtype))
    func texts(_ name: String, _ texts: [String]) -> NodeDefinition {
      NodeDefinition(name, "Const", [], ["dtype": string, "value": .tensor(TensorMessage(strings: texts))])
    }
    graph.nodes += [
      NodeDefinition(file, "Placeholder", [], ["dtype": string, "shape": .shape(PartialShape([]))]),
      texts("saver_names", variables.map(\.path.key)), texts("saver_slices", variables.map { _ in "" }),
      NodeDefinition("restore", "RestoreV2", [file, "saver_names", "saver_slices"], ["dtypes": types]),
    ]
    for (number, variable) in variables.enumerated() {
      let type = ["dtype": AttributeValue.type(variable.dtype)]
      graph.nodes += [
        NodeDefinition("assign_\(number)", "AssignVariableOp", [Self.handle(number), "restore:\(number)"], type),
        NodeDefinition("saver_read_\(number)", "ReadVariableOp", [Self.handle(number)], type),
      ]
    }
    graph.nodes += [
      NodeDefinition("restore_all", "NoOp", variables.indices.map { "^assign_\($0)" }),
      NodeDefinition(
        "save", "SaveV2", [file, "saver_names", "saver_slices"] + variables.indices.map { "saver_read_\($0)" }, ["dtypes": types]),
      NodeDefinition("save_path", "Identity", [file, "^save"], ["T": string]),
    ]
    saver = MetaGraph.Saver(fileName: file + ":0", save: "save_path:0", restore: "restore_all")
  }
}
