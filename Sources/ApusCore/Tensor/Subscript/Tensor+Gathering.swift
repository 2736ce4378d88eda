extension Tensor {
  /// The slices along an axis that `indices` name, in their order.
  ///
  ///     let x = Tensor<Float>([[1, 2], [3, 4], [5, 6]])
  ///     print(x.gathering(atIndices: Tensor([2, 0])))
  ///     // [[5.0, 6.0],
  ///     //  [1.0, 2.0]]
  ///
  /// The axis is replaced by the axes of `indices`. An index outside the axis takes the nearest slice there is.
  @inline(never)
  public func gathering(atIndices indices: Tensor<Int32>, alongAxis axis: Int = 0) -> Tensor {
    Tensor(node.along(axis, for: "gathering") { node.gathering(atIndices: indices.node, alongAxis: $0) })
  }

  /// For each batch the slices along an axis that the batch's own indices name.
  ///
  /// - Parameters:
  ///   - indices: `[batch…, …]`.
  ///   - axis: not one of the batch's axes.
  ///   - batchDimensionCount: how many leading axes are the batch.
  @inline(never)
  public func batchGathering(atIndices indices: Tensor<Int32>, alongAxis axis: Int = 1, batchDimensionCount: Int = 1) -> Tensor {
    Tensor(
      node.along(axis, for: "batchGathering") {
        node.batchGathering(atIndices: indices.node, alongAxis: $0, batchAxisCount: batchDimensionCount)
      })
  }

  /// The slices along an axis where `mask`, a vector, is true. Reads the mask, whose values decide the shape of the result.
  @inline(never)
  public func gathering(where mask: Tensor<Bool>, alongAxis axis: Int = 0) -> Tensor {
    if diagnosis != nil { return self }
    guard let place = shape.axis(axis) else {
      return Tensor(Node.poisoned(.axisOutOfRange(operation: "gathering", axis: axis, shape: shape), of: node))
    }
    do {
      let chosen = try mask.readScalars()
      guard mask.shape == [shape[place]] else {
        let problem = "a mask of shape \(mask.shape) does not fit along axis \(axis)"
        return Tensor(Node.poisoned(.attribute(operation: "gathering", problem: problem, operand: shape), of: node))
      }
      let places = chosen.indices.filter { chosen[$0] }.map(Int32.init)
      return gathering(atIndices: Tensor<Int32>(shape: [places.count], scalars: places), alongAxis: place)
    } catch {
      return Tensor(Node.failed(error))
    }
  }
}
