extension Node {
  /// The derivative of each element with respect to a source: the shape of this node, then that of the source.
  ///
  /// - Parameters:
  ///   - source: the type of the source.
  ///   - examples: how many there are along the first axes of both, if each has a Jacobian of its own.
  ///   - sweep: makes of a cotangent of this node those of all places at which the source was used.
  func jacobian(_ source: TensorType, examples: Int? = nil, _ sweep: (_ cotangent: Node) -> [Node?]) -> Node {
    let row = examples == nil ? shape : TensorShape(Array(shape.dropFirst()))
    let places = Node.iota(TensorType(.int32, [row.contiguousSize]), along: 0)
    let rows = Node.scan([], over: [places]) { _, place in
      let isHere = Node.compare(places, place[0].broadcast(to: places.shape), .equal).reshaped(to: row)
      let parts = sweep(isHere.converted(to: dtype).broadcast(to: shape)).compactMap(\.self)
      let gradient = parts.first.map { parts.dropFirst().reduce($0, +) }
      return ([], [gradient ?? .constant(0, source, device: device)])
    }.stacked[0]
    if rows.diagnosis != nil { return rows }
    guard let examples else { return rows.reshaped(to: row + source.shape) }
    let ordered = rows.transposed(permutation: [1, 0] + Array(2..<rows.rank))
    return ordered.reshaped(to: [examples] + row + source.shape.dropFirst())
  }
}
