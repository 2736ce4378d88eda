extension Module {
  /// Which parameters wait for the first input of their layer, as a mistake; `nil` if none does.
  package var unresolvedParameters: Mistake? {
    var found: [String] = []
    visit { path, parameter in
      if let handle = parameter.handle as? DeferredHandle, !handle.isResolved { found.append(path.name) }
    }
    return found.isEmpty ? nil : .unresolvedParameters(of: "\(Self.self)", found)
  }

  /// - Throws: the diagnosis of tensors that no training could change (see `Module`), or that have no shape yet.
  package func checkParameters() throws {
    guard let mistake = unreachableParameters ?? unresolvedParameters, let diagnosis = Node.poisoned(mistake).diagnosis else { return }
    throw diagnosis
  }

  /// Gives layers that were made without the size of their input (`Dense(units: 10)`) their parameters, by a look at an input of this
  /// shape. Nothing is computed but the parameters. A model that was called once needs no building.
  ///
  ///     var model = Sequential { Flatten(); Dense(units: 10) }
  ///     try model.build(inputShape: [1, 28, 28, 1])
  ///     print(model.parameterCount)   // 7850
  ///
  /// - Parameter inputShape: with the batch in front, of any size.
  /// - Throws: the diagnosis of a layer that cannot take what it gets, or of parameters that the model does not use.
  public func build<S: TensorScalar>(inputShape: TensorShape) throws where Input == Tensor<S> {
    let zeros = Tensor<S>(.constant(0, TensorType(S.dtype, inputShape)))
    let output = withContext(Context.local.with(recorders: [])) { withLearningPhase(.inference) { self(zeros) } }
    if let diagnosis = (output as? any DiagnosedValue)?.diagnosis { throw diagnosis }
    try checkParameters()
  }
}

/// A value that may be a mistake.
private protocol DiagnosedValue { var diagnosis: Diagnosis? { get } }
extension Tensor: DiagnosedValue {}
