extension SavedModel {
  /// Saves a model with functions of it as a SavedModel, which TensorFlow, TensorFlow Serving and TFLite load and run.
  ///
  ///     try SavedModel.save(model, to: "run/lenet", functions: [
  ///       .call(TensorSpec<Float>("image", [nil, 28, 28, 1]), outputs: ["logits"]),
  ///     ])
  ///
  /// In TensorFlow the loaded object has the model's structure: `loaded.conv1.filter` is a variable, `loaded.variables` are all of
  /// them. The function `call` is the object itself and the signature `serving_default`; another function, `multiply`, is
  /// the method and the signature of its name.
  ///
  /// A folder that is there already is replaced if it is a SavedModel. At every moment the old one or the whole new one is there.
  ///
  /// - Parameter format: how the functions are written.
  /// - Throws: `ExportError`, the diagnosis of a mistake in a function or a tensor, `AtomicFileError`.
  public static func save<Model: Module>(
    _ model: Model, to path: String, functions: [ModelFunction<Model>], as format: SavedFormat = .stableHLO
  ) throws {
    try model.checkParameters()
    let exported = try functions.map { try ExportedModelFunction($0, of: model, as: format) }
    var variables = SavedVariables(of: model)
    let bodies = exported.map { SavedFunctionBody($0, variables: variables.numbers(of: $0.inputs)) }
    try write(variables, bodies, to: path)
  }

  static func write(_ variables: SavedVariables, _ bodies: [SavedFunctionBody], to path: String) throws {
    let objects = try SavedObjectTree(variables, bodies)
    var graph = MetaGraph()
    graph.tags = [MetaGraph.servingTag]
    graph.objects = objects.graph
    let main = MainGraph(variables, bodies)
    (graph.graph, graph.signatures, graph.saver) = (main.graph, main.signatures, main.saver)
    let file = graph.file
    try AtomicFolder.write(to: path, replacing: fileName) { folder in
      try AtomicFolder.makeFolder(folder + "/variables") { inner in
        try TensorBundleWriter.write(try variables.tensors(with: objects.checkpointGraph), to: inner + "/variables")
      }
      try AtomicFile.write(to: folder + "/" + fileName) { stream in try file.withUnsafeBytes { try stream.append($0) } }
    }
  }
}
