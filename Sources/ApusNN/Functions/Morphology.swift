/// The dilation of images: at each place the largest sum of an element of the window and the filter's element over it.
///
/// Beyond the border there is nothing that could be the largest. Where several sums are equally large they share the gradient.
///
/// - Parameters:
///   - input: `[batch, height, width, channels]`
///   - filter: `[height, width, channels]`
///   - rates: how far the window's elements lie apart.
/// - Returns: `[batch, height, width, channels]`, as many places as windows fit.
@inline(never)
public func dilation2D<Scalar: TensorFloatingPoint>(
  _ input: Tensor<Scalar>, filter: Tensor<Scalar>, strides: (Int, Int) = (1, 1), padding: Padding = .valid, rates: (Int, Int) = (1, 1)
) -> Tensor<Scalar> {
  for tensor in [input, filter] where tensor.diagnosis != nil { return tensor }
  if let wrong = input.mistake(ifNotSpace: 2, for: "dilation2D") { return wrong }
  let windows = zip([strides.0, strides.1], [rates.0, rates.1]).map { (stride: $0, rate: $1) }
  guard filter.rank == 3, filter.shape[2] == input.shape[3], filter.shape.allSatisfy({ $0 > 0 }),
    windows.allSatisfy({ $0.stride > 0 && $0.rate > 0 && $0.stride.isExtent && $0.rate.isExtent }), filter.shape.allSatisfy(\.isExtent)
  else { return unfit(input, filter, "does not fit") }
  var (low, high, places) = ([0], [0], [Int]())
  for (axis, window) in windows.enumerated() {
    let (extent, size) = (input.shape[axis + 1], filter.shape[axis])
    let zeros = padding.amounts(input: extent, window: size, stride: window.stride, dilation: window.rate)
    low.append(zeros.low)
    high.append(zeros.high)
    places.append((extent + zeros.low + zeros.high - (size - 1) * window.rate - 1) / window.stride + 1)
    if extent + zeros.low + zeros.high <= (size - 1) * window.rate { return unfit(input, filter, "is larger than the padded input") }
  }
  let nothing = Node.constant(-.infinity, TensorType(Scalar.dtype, .scalar), device: input.node.device)
  let field = input.node.padded(low: low + [0], high: high + [0], with: nothing)
  var largest: Node?
  for (row, column) in (0..<filter.shape[0]).flatMap({ row in (0..<filter.shape[1]).map { (row, $0) } }) {
    let start = [0, row * rates.0, column * rates.1, 0]
    let end = [
      field.shape[0], start[1] + (places[0] - 1) * strides.0 + 1, start[2] + (places[1] - 1) * strides.1 + 1, field.shape[3],
    ]
    let elements = field.sliced(from: start, to: end, strides: [1, strides.0, strides.1, 1])
    let height = filter.node.sliced(from: [row, column, 0], to: [row + 1, column + 1, filter.shape[2]])
    let sum = elements + height.reshaped(to: [filter.shape[2]])
    largest = largest.map { .maximum($0, sum) } ?? sum
  }
  return largest.map { Tensor($0) } ?? input
}

/// The erosion of images: at each place the smallest difference of an element of the window and the element over it of the filter turned
/// round: −dilation2D(−input, turned filter), as in TensorFlow.
///
/// Parameters and result are those of `dilation2D`.
@inline(never)
public func erosion2D<Scalar: TensorFloatingPoint>(
  _ input: Tensor<Scalar>, filter: Tensor<Scalar>, strides: (Int, Int) = (1, 1), padding: Padding = .valid, rates: (Int, Int) = (1, 1)
) -> Tensor<Scalar> {
  let turned = filter.rank == 3 && filter.diagnosis == nil ? Tensor(filter.node.reversed(along: [0, 1])) : filter
  return -dilation2D(-input, filter: turned, strides: strides, padding: padding, rates: rates)
}

private func unfit<Scalar>(_ input: Tensor<Scalar>, _ filter: Tensor<Scalar>, _ problem: String) -> Tensor<Scalar> {
  Tensor(
    Node.poisoned(
      .attribute(operation: "dilation2D", problem: "a filter of shape \(filter.shape) \(problem)", operand: input.shape), of: filter.node,
      input.node))
}
