extension Tensor where Scalar: TensorNumber {
  /// The tensor with `value` around it: `sizes[i].before` elements before and `sizes[i].after` after it along each axis `i`.
  ///
  ///     print(Tensor<Float>([1, 2]).padded(forSizes: [(before: 1, after: 2)]))   // [0.0, 1.0, 2.0, 0.0, 0.0]
  ///
  /// Negative sizes cut off as many elements.
  @inline(never)
  public func padded(forSizes sizes: [(before: Int, after: Int)], with value: Scalar = 0) -> Tensor {
    let type = TensorType(Scalar.dtype, .scalar)
    return Tensor(
      node.padded(low: sizes.map(\.before), high: sizes.map(\.after), with: .constant(bits: value.bits, type, device: node.device)))
  }
}

extension Tensor {
  /// The elements from `lowerBounds[i]` to before `upperBounds[i]` along each axis `i`.
  @inline(never)
  public func slice(lowerBounds: [Int], upperBounds: [Int]) -> Tensor { Tensor(node.sliced(from: lowerBounds, to: upperBounds)) }

  /// `sizes[i]` elements from `lowerBounds[i]` along each axis `i`; a size of −1 means all that follow.
  @inline(never)
  public func slice(lowerBounds: [Int], sizes: [Int]) -> Tensor {
    let ends = zip(zip(lowerBounds, sizes), shape).map { bounds, extent in bounds.1 == -1 ? extent : bounds.0 + bounds.1 }
    return Tensor(node.sliced(from: lowerBounds, to: ends))
  }
}
