extension ExportedModelFunction {
  /// The body of the function as one operation that holds its StableHLO.
  func moduleNodes() throws -> SavedFunctionBody.Content {
    let inputs = arguments.indices.map(SavedFunctionBody.argument) + self.inputs.indices.map { SavedFunctionBody.read($0) + ":value:0" }
    let module = NodeDefinition(
      "module", "XlaCallModule", inputs,
      [
        // The highest version that TensorFlow 2.15 knows. Attributes that have their default values are left out.
        "version": .integer(8),
        "module": .text(try stableHLO()),
        "platforms": .list(.init(strings: [Array("CPU".utf8)])),
        // The text is for any platform; with several names it would have to take the platform's number as an argument.
        "disabled_checks": .list(.init(strings: [Array("platform".utf8)])),
        "Tin": .types(program.inputs.map { TensorBundleDType($0.dtype).rawValue }),
        "Tout": .types(results.map(\.number)),
        "Sout": .list(.init(shapes: results.map(\.partialShape))),
      ])
    return SavedFunctionBody.Content(nodes: [module], results: results.indices.map { "module:output:\($0)" })
  }
}
