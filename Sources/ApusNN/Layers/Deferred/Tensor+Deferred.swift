extension Tensor where Scalar: TensorFloatingPoint {
  /// A parameter whose shape follows from the first input of its layer, with the value that `initializer` would give it now.
  ///
  /// A draw of random numbers takes its place in their sequence here and not when the input comes, so that layers have the same values
  /// whichever is called first, and the same as those that are made with the size of their input.
  init(
    deferredFor layer: String, _ initializer: @escaping ParameterInitializer<Scalar>,
    shape: @escaping DeferredShape
  ) {
    let (seed, drawCount) = (Context.local.randomSeed, Context.local.randomDrawCount)
    _ = initializer(shape(1))  // how many draws it makes, which no shape changes
    self.init(
      handle: DeferredHandle(layer: layer) { size in
        withRandomSeed(seed) {
          Context.local.randomDrawCount = drawCount
          return initializer(shape(size)).node.evaluatedOnHost()
        }
      })
  }

  /// Gives a parameter that waits for the input of its layer its shape and value: that of the features along `axis`.
  @inline(__always)
  func resolve(for input: Tensor, axis: Int = -1) {
    if let handle = handle as? DeferredHandle { handle.resolve(for: input, axis) }
  }
}

extension Variable where Scalar: TensorFloatingPoint {
  /// Likewise for a variable.
  func resolve(for input: Tensor<Scalar>, axis: Int = -1) { storage.deferred?.resolve(for: input, axis) }
}

extension DeferredHandle {
  /// An input that is a mistake, or has no such axis, is for the layer to tell.
  fileprivate func resolve<Scalar>(for input: Tensor<Scalar>, _ axis: Int) {
    let place = axis < 0 ? axis + input.rank : axis
    if isResolved || input.diagnosis != nil || !input.shape.indices.contains(place) { return }
    // Neither a tape nor a function that is being traced has a part in the first value.
    let context = Context.local.with(recorders: [])
    context.device = input.node.device
    withContext(context) { resolve(forInputSize: input.shape[place]) }
  }
}
