extension Model {
  /// The names of the layers, such as `dense_1`, in the order in which they are applied first.
  public var layerNames: [String] { network.layerNames }

  /// The layer of this name as it is at the moment, if it has this type.
  ///
  ///     let kernel = model.layer("dense", as: Dense<Float>.self)?.weight
  public func layer<M: Module>(_ name: String, as type: M.Type) -> M? { network.layer(name, as: type) }

  /// The variables of the layers, sorted by path.
  public var variables: [AnyVariable] { network.variables }

  /// The variables that are trained, sorted by path.
  public var trainableVariables: [AnyVariable] { network.trainableVariables }

  /// The number of trained numbers.
  ///
  /// - Throws: that a layer does not know the size of its input yet.
  public func parameterCount() throws -> Int {
    if let failure { throw failure }
    try network.checkParameters()
    return network.parameterCount + network.trainedVariables.reduce(0) { $0 + $1.type.elementCount }
  }
}
