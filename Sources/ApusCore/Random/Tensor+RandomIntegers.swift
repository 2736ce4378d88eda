extension Tensor where Scalar: TensorNumber & IntegerElement {
  /// Integers spread evenly over `lowerBound..<upperBound`.
  ///
  ///     let dice = Tensor<Int32>(randomUniform: [10], from: 1, to: 7, seed: 3)
  ///
  /// A range without a number makes a poisoned tensor. `Int64.max` cannot be drawn, and of `UInt64` only its lower half.
  @inline(never)
  public init(randomUniform shape: TensorShape, from lowerBound: Scalar, to upperBound: Scalar, seed: Int? = nil) {
    guard let low = Int64(exactly: lowerBound), let high = Int64(exactly: upperBound), low < high else {
      self.init(
        Node.poisoned(
          .argument(
            function: "Tensor(randomUniform:from:to:)", problem: "there are no integers from \(lowerBound) to before \(upperBound)",
            hint: "the upper bound is not drawn itself and must be larger than the lower")))
      return
    }
    self = RandomKey(seed: seed).tensor(shape) { type, key, counter in
      Node.randomIntegers(type, in: low..<high, key: key, counter: counter)
    }
  }

  /// S4TF's names for the bounds.
  @inline(never)
  public init(randomUniform shape: TensorShape, lowerBound: Scalar, upperBound: Scalar, seed: Int? = nil) {
    self.init(randomUniform: shape, from: lowerBound, to: upperBound, seed: seed)
  }
}
