extension Tensor where Scalar: TensorFloatingPoint {
  /// Whether the shapes are equal and each pair of elements differs by at most `tolerance` times the larger one's magnitude, or by
  /// less than the type's smallest normal number. NaN is close to nothing. Reads both tensors.
  public func isAlmostEqual(to other: Tensor, tolerance: Scalar = Self.defaultTolerance) -> Bool {
    guard shape == other.shape else { return false }
    return zip(scalars, other.scalars).allSatisfy { a, b in
      let (a, b) = (a.compute, b.compute)
      if a == b { return true }
      if !a.isFinite || !b.isFinite { return false }
      let size = Swift.max(Swift.max(a.magnitude, b.magnitude), Scalar.Compute.leastNormalMagnitude)
      return (a - b).magnitude <= tolerance.compute * size
    }
  }

  /// Whether each pair of elements differs by less than `tolerance`, whatever the elements' size: other than `isAlmostEqual`, as in
  /// Swift for TensorFlow.
  @inline(never)
  public func elementsAlmostEqual(_ other: Tensor, tolerance: Scalar = Self.defaultTolerance) -> Tensor<Bool> {
    abs(self - other) .< tolerance
  }

  /// The square root of the distance from 1 to the next number: half of the digits agree.
  public static var defaultTolerance: Scalar {
    let step: Scalar.Compute = Scalar.dtype == .bfloat16 ? 0x1p-7 : Scalar.dtype == .float16 ? 0x1p-10 : Scalar.Compute.ulpOfOne
    return Scalar(computed: step.squareRoot())
  }

  /// Whether each element is NaN.
  public var isNaN: Tensor<Bool> {
    @inline(never) get { Tensor<Bool>(Node.compare(node, node, .notEqual)) }
  }

  /// Whether each element is neither infinite nor NaN.
  public var isFinite: Tensor<Bool> {
    @inline(never) get { Tensor<Bool>(node.isFinite()) }
  }

  /// Whether each element is ∞ or −∞.
  public var isInfinite: Tensor<Bool> {
    @inline(never) get { Tensor<Bool>(node.diagnosis != nil ? node : .compare(node.abs(), node.filled(.infinity), .equal)) }
  }
}
