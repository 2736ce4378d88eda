// Axes as users write them: negative ones count from the end.
extension Node {
  /// `body` with `axis` counted from the front; a poisoned node if there is no such axis.
  func along(_ axis: Int, for operation: String, _ body: (Int) -> Node) -> Node { along([axis], for: operation) { body($0[0]) } }

  /// `body` with `axes` counted from the front, in ascending order; a poisoned node if one does not exist or is named twice.
  func along(_ axes: [Int], for operation: String, _ body: ([Int]) -> Node) -> Node {
    if diagnosis != nil { return self }
    var resolved: [Int] = []
    for axis in axes {
      guard let known = shape.axis(axis) else {
        return .poisoned(.axisOutOfRange(operation: operation, axis: axis, shape: shape), of: self)
      }
      resolved.append(known)
    }
    if resolved.count < 2 { return body(resolved) }
    guard Set(resolved).count == resolved.count else {
      return .poisoned(.attribute(operation: operation, problem: "the axes \(axes) repeat one", operand: shape), of: self)
    }
    return body(resolved.sorted())
  }

  /// All axes.
  var allAxes: [Int] { Array(shape.indices) }
}

extension TensorShape {
  /// The axis that `axis` names, counted from the front; `nil` if there is none.
  func axis(_ axis: Int) -> Int? {
    let resolved = axis < 0 ? axis + rank : axis
    return indices.contains(resolved) ? resolved : nil
  }
}
