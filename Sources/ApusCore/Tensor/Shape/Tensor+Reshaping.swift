extension Tensor {
  /// The same elements in row-major order under another shape. One extent may be −1: it takes what the others leave.
  ///
  ///     let x = Tensor<Float>([1, 2, 3, 4, 5, 6])
  ///     print(x.reshaped(to: [2, -1]).shape)   // [2, 3]
  @inline(never)
  public func reshaped(to shape: TensorShape) -> Tensor { Tensor(node.reshaped(to: shape.completed(for: scalarCount))) }

  /// The same elements under the shape of another tensor.
  @inline(never)
  public func reshaped<Other>(like other: Tensor<Other>) -> Tensor {
    other.diagnosis != nil ? Tensor(other.node) : Tensor(node.reshaped(to: other.shape))
  }

  /// The elements as a vector.
  @inline(never)
  public func flattened() -> Tensor { Tensor(node.reshaped(to: [scalarCount])) }

  /// The tensor as the only element of a new first axis.
  @inline(never)
  public func rankLifted() -> Tensor { expandingShape(at: 0) }

  /// With new axes of extent 1 at the places `axes`, one after the other. A negative place counts from the end of the result.
  ///
  ///     print(Tensor<Float>([1, 2, 3]).expandingShape(at: 0, -1).shape)   // [1, 3, 1]
  @inline(never)
  public func expandingShape(at axes: [Int]) -> Tensor {
    if diagnosis != nil { return self }
    var shape = shape
    for axis in axes {
      let place = axis < 0 ? axis + shape.rank + 1 : axis
      guard (0...shape.rank).contains(place) else {
        return Tensor(Node.poisoned(.axisOutOfRange(operation: "expandingShape", axis: axis, shape: shape), of: node))
      }
      shape.insert(1, at: place)
    }
    return Tensor(node.reshaped(to: shape))
  }

  @inline(never)
  public func expandingShape(at axes: Int...) -> Tensor { expandingShape(at: axes) }

  /// Without the axes `axes`, whose extents are 1; without all such axes if none is named.
  @inline(never)
  public func squeezingShape(at axes: [Int]) -> Tensor {
    let ones = shape.indices.filter { shape[$0] == 1 }
    return Tensor(
      node.along(axes.isEmpty ? ones : axes, for: "squeezingShape") { axes in
        for axis in axes where shape[axis] != 1 {
          return .poisoned(
            .attribute(operation: "squeezingShape", problem: "axis \(axis) has \(shape[axis]) elements, not 1", operand: shape))
        }
        return node.reshaped(to: shape.removing(axes))
      })
  }

  @inline(never)
  public func squeezingShape(at axes: Int...) -> Tensor { squeezingShape(at: axes) }
}

extension TensorShape {
  /// The shape with the extent that is −1 set to what the others leave of `count` elements, if that divides.
  fileprivate func completed(for count: Int) -> TensorShape {
    let open = indices.filter { self[$0] == -1 }
    guard open.count == 1, let axis = open.first else { return self }
    let known = removing([axis]).contiguousSize
    guard known > 0, count % known == 0 else { return self }
    var shape = self
    shape[axis] = count / known
    return shape
  }
}
