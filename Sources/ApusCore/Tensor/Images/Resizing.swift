/// Images of another size: `[batch, height, width, channels]`, or `[height, width, channels]`.
///
///     let x = Tensor<Float>(shape: [1, 2, 1], scalars: [0, 4])
///     print(resize(images: x, size: (1, 4)).scalars)   // [0.0, 1.0, 3.0, 4.0]
///
/// Elements are squares with a centre, as in TensorFlow 2 (half-pixel centres): the element at the place 0 lies at ½. Beyond the border
/// there is nothing: the weights of what is inside are made to sum up to 1. Each axis is multiplied by a matrix of weights, so that a NaN
/// reaches its whole row and column; `nearest` picks elements instead.
///
/// - Parameters:
///   - size: the new height and width.
///   - antialias: whether an image that becomes smaller is blurred first, so that every old element counts; without effect on `nearest`.
@inline(never)
public func resize<Scalar: TensorFloatingPoint>(
  images: Tensor<Scalar>, size: (newHeight: Int, newWidth: Int), method: ResizeMethod = .bilinear, antialias: Bool = false
) -> Tensor<Scalar> {
  if method == .nearest {
    return resized(images, size, for: "resize") { images, axis, extent in
      let scale = Double(images.shape[axis]) / Double(extent)
      let places = (0..<extent).map { Int32((Double($0) + 0.5) * scale) }
      return images.gathering(atIndices: Tensor<Int32>(shape: [extent], scalars: places), alongAxis: axis)
    }
  }
  return resized(images, size, for: "resize") { images, axis, extent in
    images.mixed(alongAxis: axis, to: extent) { from in
      let scale = Double(from) / Double(extent), reach = antialias ? Swift.max(1, scale) : 1
      return (0..<extent).map { place in
        let centre = (Double(place) + 0.5) * scale - 0.5
        return (0..<from).map { method.weight((Double($0) - centre) / reach) }
      }
    }
  }
}

/// Images of another size whose elements are the means of the areas that they cover in the old ones: `[batch, height, width, channels]`, or
/// `[height, width, channels]`.
///
///     let x = Tensor<Float>(shape: [1, 3, 1], scalars: [0, 3, 6])
///     print(resizeArea(images: x, size: (1, 2)).scalars)   // [1.0, 5.0]
@inline(never)
public func resizeArea<Scalar: TensorFloatingPoint>(
  images: Tensor<Scalar>, size: (newHeight: Int, newWidth: Int)
) -> Tensor<Scalar> {
  resized(images, size, for: "resizeArea") { images, axis, extent in
    images.mixed(alongAxis: axis, to: extent) { from in
      let scale = Double(from) / Double(extent)
      return (0..<extent).map { place in
        let (start, end) = (Double(place) * scale, Double(place + 1) * scale)
        return (0..<from).map { Swift.max(0, Swift.min(end, Double($0 + 1)) - Swift.max(start, Double($0))) }
      }
    }
  }
}

/// - Parameter resize: gives one axis another extent.
private func resized<Scalar>(
  _ images: Tensor<Scalar>, _ size: (Int, Int), for operation: String,
  _ resize: (Tensor<Scalar>, _ axis: Int, _ extent: Int) -> Tensor<Scalar>
) -> Tensor<Scalar> {
  if images.diagnosis != nil { return images }
  guard images.rank == 3 || images.rank == 4 else {
    return Tensor(
      Node.poisoned(
        .rank(operation: operation, shape: images.shape, expected: "[batch, height, width, channels] or [height, width, channels]"),
        of: images.node))
  }
  let axis = images.rank - 3
  for (place, extent) in [(axis, size.0), (axis + 1, size.1)] {
    guard extent > 0, images.shape[place] > 0, TensorShape([extent, images.shape[place]]).isHostSized else {
      let problem = "an image cannot become \(size.0) high and \(size.1) wide"
      return Tensor(Node.poisoned(.attribute(operation: operation, problem: problem, operand: images.shape), of: images.node))
    }
  }
  return resize(resize(images, axis, size.0), axis + 1, size.1)
}

extension Tensor where Scalar: TensorFloatingPoint {
  /// Each slice along an axis of the result is a mean of old ones.
  ///
  /// - Parameter weights: for each slice of the result those of the old ones, before they are made to sum up to 1.
  package func mixed(alongAxis axis: Int, to extent: Int, _ weights: (_ from: Int) -> [[Double]]) -> Tensor {
    let numbers = weights(shape[axis]).flatMap { weights in
      let total = weights.reduce(0, +)
      return weights.map { Scalar(converting: $0 / total) }
    }
    let matrix = Tensor(shape: [extent, shape[axis]], scalars: numbers)
    return matmul(moved(axis, to: rank - 1), matrix, transposed: true).moved(rank - 1, to: axis)
  }

  private func moved(_ axis: Int, to place: Int) -> Tensor {
    var order = Array(0..<rank)
    order.insert(order.remove(at: axis), at: place)
    return Tensor(node.transposed(permutation: order))
  }
}
