// Slices along the first axis that belong together by number, in any order. A slice whose number is no segment's, such as −1, is left out.
// The number of segments is given, because the shape of the result may not depend on the elements of a tensor.
extension Tensor where Scalar: TensorNumber {
  /// The sum of the slices of each segment, 0 for a segment without slices: `[segmentCount, …]` for `[n, …]`.
  ///
  ///     let x = Tensor<Float>([1, 2, 4])
  ///     print(x.segmentSum(segments: Tensor([1, 0, 1]), segmentCount: 3))   // [2.0, 5.0, 0.0]
  ///
  /// - Parameter segments: `[n]`, the number of each slice's segment, from 0.
  @inline(never)
  public func segmentSum(segments: Tensor<Int32>, segmentCount: Int) -> Tensor {
    Tensor(node.segmentSum(segments.node, count: segmentCount))
  }

  /// The product of the slices of each segment, 1 for a segment without slices.
  ///
  /// The derivative is right where factors are 0 as well, the second derivative where none is.
  @inline(never)
  public func segmentProduct(segments: Tensor<Int32>, segmentCount: Int) -> Tensor {
    Tensor(node.segmentProduct(segments.node, count: segmentCount))
  }

  /// The largest of the slices of each segment, element by element; −∞, or the least integer, for a segment without slices.
  @inline(never)
  public func segmentMax(segments: Tensor<Int32>, segmentCount: Int) -> Tensor {
    Tensor(node.segmentMax(segments.node, count: segmentCount))
  }

  /// The smallest of the slices of each segment, element by element; ∞, or the greatest integer, for a segment without slices.
  @inline(never)
  public func segmentMin(segments: Tensor<Int32>, segmentCount: Int) -> Tensor {
    Tensor(node.segmentMin(segments.node, count: segmentCount))
  }
}

extension Tensor where Scalar: TensorFloatingPoint {
  /// The mean of the slices of each segment, 0 for a segment without slices.
  @inline(never)
  public func segmentMean(segments: Tensor<Int32>, segmentCount: Int) -> Tensor {
    let sums = node.segmentSum(segments.node, count: segmentCount)
    if sums.diagnosis != nil { return Tensor(sums) }
    let ones = Node.constant(1, TensorType(.float32, segments.shape), device: node.device)
    let counts = Node.maximum(ones.segmentSum(segments.node, count: segmentCount), .constant(1, TensorType(.float32, [segmentCount])))
    let column = counts.converted(to: node.dtype).reshaped(to: TensorShape([segmentCount] + shape.dropFirst().map { _ in 1 }))
    return Tensor(sums / column.broadcast(to: sums.shape))
  }
}
