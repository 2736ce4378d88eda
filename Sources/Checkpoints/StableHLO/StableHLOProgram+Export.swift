extension StableHLOProgram {
  /// Writes a function of a model for any compiler of StableHLO: the module, its signature, and the model's tensors.
  ///
  ///     try StableHLOProgram.export(model, .call(TensorSpec<Float>("image", [nil, 28, 28, 1]), outputs: ["logits"]), to: "lenet.program")
  ///
  /// The folder has `module.mlir`, `signature.json` and `weights.safetensors`. `apus run lenet.program` runs it. One that is
  /// there already is replaced; at every moment the old one or the whole new one is there.
  ///
  /// - Throws: `ExportError`, the diagnosis of a mistake in the function or a tensor, `AtomicFileError`.
  public static func export<Model: Module>(_ model: Model, _ function: ModelFunction<Model>, to path: String) throws {
    let exported = try ExportedModelFunction(function, of: model, as: .stableHLO)
    guard case .module(let text) = exported.code else { return }
    let state = ProgramState(of: model)
    let inputs = exported.arguments.map { ProgramSignature.Tensor(name: $0.name, kind: .argument, dtype: $0.dtype, shape: $0.shape) }
    let (further, tensors) = try state.inputs(exported.inputs)
    let results = exported.results.map { ProgramSignature.Tensor(name: $0.name, kind: .result, dtype: $0.dtype, shape: $0.shape) }
    try write(text, ProgramSignature(inputs: inputs + further, outputs: results), tensors, to: path)
  }

  /// Writes a training step: a function of a batch that changes a model and its optimizer, with their tensors as the state before the
  /// first step.
  ///
  ///     try StableHLOProgram.exportStep(
  ///       model, SGD(for: model, learningRate: 0.1), to: "step.program",
  ///       TensorSpec<Float>("images", [128, 28, 28, 1]), TensorSpec<Int32>("labels", [128]), outputs: ["loss"]
  ///     ) { model, optimizer, images, labels in
  ///       let (loss, gradient) = valueWithGradient(at: model) { softmaxCrossEntropy(logits: $0(images), labels: labels) }
  ///       optimizer.update(&model, along: gradient)
  ///       return loss
  ///     }
  ///
  /// Each output of kind `state` takes the place of the input of its name in the next step: nothing but the file is needed to train.
  ///
  /// - Parameter outputs: the names of what the step returns.
  /// - Throws: as `export`; `ExportError.fixedBatch` where an extent is `nil`, because a mean over the batch depends on it.
  public static func exportStep<Model: Module, Opt, A, B, Result>(
    _ model: Model, _ optimizer: Opt, to path: String, _ a: TensorSpec<A>, _ b: TensorSpec<B>, outputs: [String] = [],
    _ step: (inout Model, inout Opt, Tensor<A>, Tensor<B>) -> Result
  ) throws {
    let arguments = [a.argument, b.argument]
    try ExportedModelFunction.check(names: arguments.map(\.name), of: "step")
    if arguments.contains(where: \.isSymbolic) { throw ExportError.fixedBatch(function: "step", operation: "a mean over the batch") }
    let state = TrainingState(model: model, optimizer: optimizer)
    let traced = try withLearningPhase(.training) {
      try ExportedFunction(state, arguments.map { $0.type(batchSize: 1) }) { state, tensors in
        step(&state.model, &state.optimizer, Tensor(handle: tensors[0].handle), Tensor(handle: tensors[1].handle))
      }
    }
    let known = ProgramState(of: state)
    let inputs = arguments.map { ProgramSignature.Tensor(name: $0.name, kind: .argument, dtype: $0.dtype, shape: $0.shape) }
    let (further, tensors) = try known.inputs(Array(traced.inputs.dropFirst(arguments.count)))
    let signature = ProgramSignature(inputs: inputs + further, outputs: try Self.outputs(of: traced, known, named: outputs))
    // What a step sets without reading it would be an input that `main` has not.
    for output in signature.outputs where output.kind == .state && !further.contains(where: { $0.name == output.name }) {
      throw ExportError.changesUnread(function: "step", name: output.name)
    }
    try write(try traced.program.stableHLO(style: .portable), signature, tensors, to: path)
  }

  private static func outputs(
    of step: ExportedFunction, _ state: ProgramState, named names: [String]
  ) throws -> [ProgramSignature.Tensor] {
    let paths = step.outputs.compactMap { output in if case .result(let path) = output { path } else { nil } }
    var results = try ExportedModelFunction.names(names, paths, of: "step")[...]
    return zip(step.outputs, step.program.outputTypes).map { output, type in
      let shape = type.shape.dimensions.map(Optional.some)
      let kept = state.name(of: output)
      return .init(name: kept ?? results.popFirst() ?? "", kind: kept == nil ? .result : .state, dtype: type.dtype, shape: shape)
    }
  }

  private struct TrainingState<Model, Opt> {
    var model: Model
    var optimizer: Opt
  }

  private static func write(
    _ text: String, _ signature: ProgramSignature, _ tensors: [(name: String, tensor: AnyTensor)], to path: String
  ) throws {
    try AtomicFolder.write(to: path, replacing: signatureName) { folder in
      try saveTensors(tensors, metadata: ["format": ProgramSignature.format], to: folder + "/" + weightsName)
      for (name, text) in [(moduleName, text), (signatureName, signature.json)] {
        try AtomicFile.write(to: folder + "/" + name) { file in try Array(text.utf8).withUnsafeBytes { try file.append($0) } }
      }
    }
  }
}
