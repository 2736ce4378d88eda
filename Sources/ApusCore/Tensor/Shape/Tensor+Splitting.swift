extension Tensor {
  /// The parts of extent 1 along an axis, which disappears: the rows of a matrix for axis 0.
  ///
  /// A poisoned tensor is its own only part.
  @inline(never)
  public func unstacked(alongAxis axis: Int = 0) -> [Tensor] {
    guard let place = shape.axis(axis), diagnosis == nil else { return [withAxis(axis, for: "unstacked")] }
    return (0..<shape[place]).map { index in
      Tensor(node.sliced(index..<index + 1, alongAxis: place).reshaped(to: shape.removing([place])))
    }
  }

  /// `count` parts of equal extent along an axis.
  ///
  ///     let halves = Tensor<Float>([1, 2, 3, 4]).split(count: 2)
  ///     print(halves[1])   // [3.0, 4.0]
  ///
  /// An extent that `count` does not divide makes poisoned tensors.
  @inline(never)
  public func split(count: Int, alongAxis axis: Int = 0) -> [Tensor] {
    guard let place = shape.axis(axis), diagnosis == nil else { return [withAxis(axis, for: "split")] }
    guard count > 0, shape[place] % count == 0 else {
      let problem = "the \(shape[place]) elements of axis \(axis) do not make \(count) equal parts"
      let poisoned = Tensor(Node.poisoned(.attribute(operation: "split", problem: problem, operand: shape), of: node))
      return [Tensor](repeating: poisoned, count: Swift.max(1, count))
    }
    return split(sizes: [Int](repeating: shape[place] / count, count: count), alongAxis: axis)
  }

  /// Parts of the extents `sizes` along an axis, which they fill together.
  @inline(never)
  public func split(sizes: [Int], alongAxis axis: Int = 0) -> [Tensor] {
    guard let place = shape.axis(axis), diagnosis == nil else { return [withAxis(axis, for: "split")] }
    guard sizes.allSatisfy({ $0 >= 0 }), sizes.reduce(0, +) == shape[place] else {
      let problem = "parts of \(sizes) elements do not fill axis \(axis), which has \(shape[place])"
      let poisoned = Tensor(Node.poisoned(.attribute(operation: "split", problem: problem, operand: shape), of: node))
      return [Tensor](repeating: poisoned, count: Swift.max(1, sizes.count))
    }
    var start = 0
    return sizes.map { size in
      defer { start += size }
      return Tensor(node.sliced(start..<start + size, alongAxis: place))
    }
  }

  /// The tensor if it has the axis, else a poisoned one.
  private func withAxis(_ axis: Int, for operation: String) -> Tensor { Tensor(node.along(axis, for: operation) { _ in node }) }
}
