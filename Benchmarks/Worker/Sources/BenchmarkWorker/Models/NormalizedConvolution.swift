import Apus

/// A convolution without bias and its batch norm, which keeps running statistics of what it sees.
///
/// Input `[batch, height, width, inputs]`, output `[batch, ⌈height / stride⌉, ⌈width / stride⌉, outputs]`.
struct NormalizedConvolution: Layer {
  var filter: Tensor<Float>
  var scale: Tensor<Float>
  var offset: Tensor<Float>
  let runningMean: Variable<Float>
  let runningVariance: Variable<Float>
  let stride: Int

  /// - Parameter filter: `[height, width, inputs, outputs]`
  init(_ filter: Tensor<Float>, stride: Int = 1) {
    self.filter = filter
    self.stride = stride
    let channels: TensorShape = [filter.shape[3]]
    scale = Tensor(repeating: 1, shape: channels)
    offset = Tensor(repeating: 0, shape: channels)
    runningMean = Variable(Tensor(repeating: 0, shape: channels), isTrainable: false)
    runningVariance = Variable(Tensor(repeating: 1, shape: channels), isTrainable: false)
  }

  func callAsFunction(_ input: Tensor<Float>) -> Tensor<Float> {
    let convolved = conv2D(input, filter: filter, strides: (stride, stride), padding: .same)
    let moments = convolved.moments(squeezingAxes: 0, 1, 2)
    runningMean.assign(0.9 * runningMean.value + 0.1 * moments.mean)
    runningVariance.assign(0.9 * runningVariance.value + 0.1 * moments.variance)
    return (convolved - moments.mean) * (rsqrt(moments.variance + 1e-5) * scale) + offset
  }
}
