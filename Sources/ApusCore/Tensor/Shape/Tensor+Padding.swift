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

extension Tensor where Scalar: TensorNumber {
  /// What stands in the padding.
  public enum PaddingMode: Sendable {
    case constant(Scalar)
    /// The neighbours mirrored at the outermost element, which is not repeated: `[1, 2, 3]` becomes `[3, 2, 1, 2, 3, 2, 1]`.
    case reflect
    /// The neighbours mirrored at the edge: `[1, 2, 3]` becomes `[2, 1, 1, 2, 3, 3, 2]`.
    case symmetric
  }

  /// The tensor with `sizes[i].before` elements before and `sizes[i].after` after it along each axis `i`.
  ///
  ///     print(Tensor<Float>([1, 2, 3]).padded(forSizes: [(before: 2, after: 1)], mode: .reflect))   // [3.0, 2.0, 1.0, 2.0, 3.0, 2.0]
  ///
  /// A mirror needs sizes from 0 to the extent of the axis (`symmetric`) or to one less (`reflect`).
  @inline(never)
  public func padded(forSizes sizes: [(before: Int, after: Int)], mode: PaddingMode) -> Tensor {
    switch mode {
    case .constant(let value): padded(forSizes: sizes, with: value)
    case .reflect: mirrored(sizes, skipping: 1)
    case .symmetric: mirrored(sizes, skipping: 0)
    }
  }

  private func mirrored(_ sizes: [(before: Int, after: Int)], skipping: Int) -> Tensor {
    if diagnosis != nil { return self }
    let fits =
      sizes.count == rank
      && zip(sizes, shape).allSatisfy { size, extent in
        (0...Swift.max(0, extent - skipping)).contains(size.before) && (0...Swift.max(0, extent - skipping)).contains(size.after)
      }
    guard fits else {
      let given = sizes.map { "(\($0.before), \($0.after))" }.joined(separator: ", ")
      let problem = "sizes [\(given)] are not one pair an axis, of at most its extent\(skipping == 1 ? " less 1" : "")"
      return Tensor(Node.poisoned(.attribute(operation: "padded", problem: problem, operand: shape), of: node))
    }
    let result = zip(node.allAxes, sizes).reduce(node) { node, axisAndSize in
      let (axis, size) = axisAndSize, extent = node.shape[axis]
      let before = node.sliced(skipping..<skipping + size.before, alongAxis: axis).reversed(along: [axis])
      let after = node.sliced(extent - skipping - size.after..<extent - skipping, alongAxis: axis).reversed(along: [axis])
      let parts = [before, node, after].filter { $0.shape[axis] > 0 }
      return parts.count < 2 ? node : Node.concatenated(parts, alongAxis: axis)
    }
    return Tensor(result)
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
