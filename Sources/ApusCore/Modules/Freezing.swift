// S4TF's `Freezable`, for any part of any model.
extension Module {
  /// Takes parameters out of training: they become constants of the model, saved and moved with it, without gradients and slots.
  ///
  ///     var model = Classifier()
  ///     model.freeze("features")          // by path
  ///     model.freeze(\.features)          // the same by property
  ///     var optimizer = Adam(for: model)  // made afterwards: it has slots for what is trained
  ///
  /// A copy of a model is frozen by itself; `Variable`s, which copies share, are frozen in all of them. A tensor that is assigned to a
  /// property is trained again.
  public mutating func freeze(_ filter: ParameterFilter = .all) { setFrozen(true, filter) }

  /// Takes a property with all its parts out of training.
  public mutating func freeze<Value>(_ property: WritableKeyPath<Self, Value>) { freeze(ParameterFilter(property, of: self)) }

  /// Trains parameters again that `freeze` took out.
  public mutating func unfreeze(_ filter: ParameterFilter = .all) { setFrozen(false, filter) }

  /// Trains a property with all its parts again.
  public mutating func unfreeze<Value>(_ property: WritableKeyPath<Self, Value>) { unfreeze(ParameterFilter(property, of: self)) }

  /// The number of numbers that `freeze` and `@Frozen` took out of training.
  public var frozenParameterCount: Int {
    var count = 0
    visit { _, parameter in
      let isFrozen = parameter.isFrozen || parameter.variable?.isFrozen ?? parameter.handle.isFrozen
      if isFrozen, parameter.dtype.isFloatingPoint { count += parameter.shape.contiguousSize }
    }
    return count
  }

  private mutating func setFrozen(_ isFrozen: Bool, _ filter: ParameterFilter) {
    visitParameters { path, parameter in
      guard parameter.dtype.isFloatingPoint, filter.contains(path.name) else { return }
      if let variable = parameter.variable {
        variable.isFrozen = isFrozen
      } else if parameter.handle.isFrozen != isFrozen {
        let handle = parameter.handle
        parameter.handle = (handle as? DeferredHandle)?.frozen(isFrozen) ?? Handle(handle.node, isFrozen: isFrozen)
      }
    }
  }
}
