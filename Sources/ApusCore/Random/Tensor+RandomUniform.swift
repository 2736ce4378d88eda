extension Tensor where Scalar: TensorFloatingPoint {
  /// Numbers spread evenly between two bounds: from `lowerBound`, included, to `upperBound`.
  ///
  ///     let x = Tensor<Float>(randomUniform: [2, 3], from: -1, to: 1, seed: 7)
  ///
  /// - Parameter seed: the same seed gives the same numbers, on every machine. Without one every call draws other numbers, which
  ///   `Context.local.randomSeed` decides.
  @inline(never)
  public init(randomUniform shape: TensorShape, from lowerBound: Scalar = 0, to upperBound: Scalar = 1, seed: Int? = nil) {
    let low = lowerBound.asDouble, extent = upperBound.asDouble - low
    self = RandomKey(seed: seed).tensor(shape) { type, key, counter in
      let unit = Node.randomUniform(type, key: key, counter: counter)
      return low == 0 && extent == 1 ? unit : unit * extent + low
    }
  }

  /// S4TF's names for the bounds.
  @inline(never)
  public init(randomUniform shape: TensorShape, lowerBound: Scalar, upperBound: Scalar, seed: Int? = nil) {
    self.init(randomUniform: shape, from: lowerBound, to: upperBound, seed: seed)
  }
}
