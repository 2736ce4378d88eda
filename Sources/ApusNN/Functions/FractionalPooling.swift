/// The largest element of each region of images, where regions have two neighbouring sizes, so that an image can become smaller by any
/// ratio (B. Graham, "Fractional max-pooling", arXiv 1412.6071).
///
///     let y = fractionalMaxPool2D(x, poolingRatio: (1.5, 1.5))   // [1, 20, 20, 3] from [1, 30, 30, 3]
///
/// Swift for TensorFlow draws other regions at each call; here `seed` determines them, so that a call gives the same result each time and a
/// training step stays one program.
///
/// - Parameters:
///   - input: `[batch, height, width, channels]`
///   - poolingRatio: at least 1, of the heights and of the widths; the output has the whole number of places below input / ratio.
///   - pseudoRandom: whether the two sizes are spread evenly, from a random start; otherwise they come in random order.
///   - overlapping: whether the first element of the next region belongs to a region as well.
@inline(never)
public func fractionalMaxPool2D<Scalar: TensorFloatingPoint>(
  _ input: Tensor<Scalar>, poolingRatio: (Double, Double), pseudoRandom: Bool = false, overlapping: Bool = false, seed: Int = 0
) -> Tensor<Scalar> {
  fractionalPool(input, poolingRatio, pseudoRandom, seed, for: "fractionalMaxPool2D") { input, axis, regions in
    let ranges = regions.elements(overlapping: overlapping)
    let size = ranges.map(\.count).max() ?? 0
    // A shorter region sees its last element again.
    let taps = (0..<size).map { tap in
      let places = ranges.map { Int32(Swift.min($0.lowerBound + tap, $0.upperBound - 1)) }
      return input.gathering(atIndices: Tensor<Int32>(shape: [places.count], scalars: places), alongAxis: axis)
    }
    return taps.dropFirst().reduce(taps.first ?? input) { max($0, $1) }
  }
}

/// The mean of each region of images, for the regions of `fractionalMaxPool2D`.
@inline(never)
public func fractionalAvgPool2D<Scalar: TensorFloatingPoint>(
  _ input: Tensor<Scalar>, poolingRatio: (Double, Double), pseudoRandom: Bool = false, overlapping: Bool = false, seed: Int = 0
) -> Tensor<Scalar> {
  fractionalPool(input, poolingRatio, pseudoRandom, seed, for: "fractionalAvgPool2D") { input, axis, regions in
    input.mixed(alongAxis: axis, to: regions.count) { extent in
      regions.elements(overlapping: overlapping).map { range in (0..<extent).map { range.contains($0) ? 1 : 0 } }
    }
  }
}

/// - Parameter pool: folds the regions of one axis.
private func fractionalPool<Scalar>(
  _ input: Tensor<Scalar>, _ ratio: (Double, Double), _ pseudoRandom: Bool, _ seed: Int, for operation: String,
  _ pool: (Tensor<Scalar>, _ axis: Int, PoolingRegions) -> Tensor<Scalar>
) -> Tensor<Scalar> {
  if let wrong = input.mistake(ifNotSpace: 2, for: operation) { return wrong }
  var result = input
  for (axis, ratio) in [(1, ratio.0), (2, ratio.1)] {
    let extent = input.shape[axis]
    guard ratio >= 1, ratio <= Double(extent), extent.isExtent else {
      let problem = "a pooling ratio of \(ratio) does not fit an axis of \(extent)"
      return Tensor(Node.poisoned(.attribute(operation: operation, problem: problem, operand: input.shape), of: input.node))
    }
    result = pool(result, axis, PoolingRegions(extent: extent, ratio: ratio, pseudoRandom: pseudoRandom, seed: seed &+ axis))
  }
  return result
}
