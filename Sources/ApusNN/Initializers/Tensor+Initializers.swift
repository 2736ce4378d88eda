// The initializers of parameters as initializers of tensors, under the names of Swift for TensorFlow.
extension Tensor where Scalar: TensorFloatingPoint {
  /// See `ApusNN.glorotUniform(seed:)`; the others likewise.
  ///
  ///     let filter = Tensor<Float>(glorotUniform: [5, 5, 1, 6], seed: 1)
  @inline(never)
  public init(glorotUniform shape: TensorShape, seed: Int? = nil) { self = ApusNN.glorotUniform(seed: seed)(shape) }

  @inline(never)
  public init(glorotNormal shape: TensorShape, seed: Int? = nil) { self = ApusNN.glorotNormal(seed: seed)(shape) }

  @inline(never)
  public init(heUniform shape: TensorShape, seed: Int? = nil) { self = ApusNN.heUniform(seed: seed)(shape) }

  @inline(never)
  public init(heNormal shape: TensorShape, seed: Int? = nil) { self = ApusNN.heNormal(seed: seed)(shape) }

  @inline(never)
  public init(leCunUniform shape: TensorShape, seed: Int? = nil) { self = ApusNN.leCunUniform(seed: seed)(shape) }

  @inline(never)
  public init(leCunNormal shape: TensorShape, seed: Int? = nil) { self = ApusNN.leCunNormal(seed: seed)(shape) }

  @inline(never)
  public init(orthogonal shape: TensorShape, gain: Scalar = 1, seed: Int? = nil) { self = ApusNN.orthogonal(gain: gain, seed: seed)(shape) }
}
