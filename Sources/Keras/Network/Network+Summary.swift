extension Network {
  /// A line of a summary: an input or a layer.
  struct SummaryRow {
    let title, shape: String
    var trainable = 0
    /// Numbers that are not trained, such as running means.
    var constant = 0
    /// What the layer is applied to first.
    var sources: [String] = []
    var isInput = false
  }

  /// Inputs, then layers in the order of their first calls.
  ///
  /// - Throws: the diagnosis of a layer that cannot take what it gets.
  func summaryRows(_ inputTypes: [TensorType]) throws -> [SummaryRow] {
    // With two numbers of samples: an extent that differs depends on it.
    let shapes = try [2, 3].map { try outputShapes(inputTypes, sampleCount: $0) }
    func text(_ place: Int) -> String {
      let (a, b) = (shapes[0][place], shapes[1][place])
      let extents = zip(a, b).map { $0 == $1 ? "\($0)" : "None" }
      return "(" + extents.joined(separator: ", ") + (extents.count == 1 ? ",)" : ")")
    }
    let sources = (0..<inputCount).map { "input_\($0 + 1)" } + calls.map { layerNames[$0.layer] }
    var rows = (0..<inputCount).map { SummaryRow(title: "\(sources[$0]) (InputLayer)", shape: "[\(text($0))]", isInput: true) }
    var known: Set<Int> = []
    for (index, call) in calls.enumerated() where known.insert(call.layer).inserted {
      var row = SummaryRow(title: "\(layerNames[call.layer]) (\(layerTypes[call.layer]))", shape: text(inputCount + index))
      row.sources = call.inputs.map { sources[$0] }
      count(layers[call.layer], &row)
      rows.append(row)
    }
    return rows
  }

  private func count(_ module: some Module, _ row: inout SummaryRow) {
    let trained = module.trainedVariables
    var (trainable, constant) = (0, 0)
    module.visit { _, parameter in
      let isTrained = parameter.variable.map { variable in trained.contains { $0 === variable } } ?? (parameter.role == .trainable)
      if isTrained { trainable += parameter.shape.contiguousSize } else { constant += parameter.shape.contiguousSize }
    }
    (row.trainable, row.constant) = (trainable, constant)
  }

  /// The shapes of all values, inputs first. Nothing is computed.
  private func outputShapes(_ inputTypes: [TensorType], sampleCount: Int) throws -> [TensorShape] {
    let inputs = inputTypes.map { type in
      AnyTensor(Node.constant(0, TensorType(type.dtype, TensorShape([sampleCount] + type.shape.dropFirst()))))
    }
    var values = inputs
    withContext(Context.local.with(recorders: [])) {
      withLearningPhase(.inference) { _ = run(inputs) { _, output in values.append(output) } }
    }
    if let diagnosis = values.lazy.compactMap(\.diagnosis).first { throw diagnosis }
    return values.map(\.shape)
  }
}
