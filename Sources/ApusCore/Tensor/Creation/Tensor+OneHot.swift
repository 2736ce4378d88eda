extension Tensor where Scalar: TensorNumber {
  /// For each index a row of `depth` numbers: `onValue` at the index, `offValue` elsewhere.
  ///
  ///     print(Tensor<Float>(oneHotAtIndices: Tensor([0, 2]), depth: 3))
  ///     // [[1.0, 0.0, 0.0],
  ///     //  [0.0, 0.0, 1.0]]
  ///
  /// An index outside `0..<depth` gives a row of `offValue`.
  ///
  /// - Parameters:
  ///   - indices: of any shape.
  ///   - axis: where the axis of `depth` elements stands in the result; the last by default.
  @inline(never)
  public init(
    oneHotAtIndices indices: Tensor<Int32>, depth: Int, onValue: Scalar = 1, offValue: Scalar = 0, axis: Int = -1
  ) {
    let node = indices.node
    let place = axis < 0 ? axis + node.rank + 1 : axis
    guard node.diagnosis == nil else { self.init(node); return }
    guard depth >= 0, (0...node.rank).contains(place) else {
      self.init(
        Node.poisoned(
          .attribute(operation: "oneHot", problem: "a depth of \(depth) does not fit along axis \(axis)", operand: node.shape)))
      return
    }
    var single = node.shape, shape = node.shape
    single.insert(1, at: place)
    shape.insert(depth, at: place)
    let classes = Node.iota(TensorType(.int32, shape), along: place)
    let isClass = Node.compare(node.reshaped(to: single).broadcast(to: shape), classes, .equal)
    let type = TensorType(Scalar.dtype, shape)
    self.init(
      Node.select(
        isClass, .constant(bits: onValue.bits, type, device: node.device), .constant(bits: offValue.bits, type, device: node.device)))
  }
}
