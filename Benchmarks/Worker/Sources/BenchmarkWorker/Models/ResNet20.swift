import Apus

/// Two convolutions beside a shortcut, which is a projection where the number of channels changes.
struct ResidualBlock: Layer {
  var convolution1: NormalizedConvolution
  var convolution2: NormalizedConvolution
  var projection: NormalizedConvolution?

  init(_ inputs: Int, _ outputs: Int, _ weights: inout Weights) {
    let stride = inputs == outputs ? 1 : 2
    convolution1 = NormalizedConvolution(weights.next(3, 3, inputs, outputs), stride: stride)
    convolution2 = NormalizedConvolution(weights.next(3, 3, outputs, outputs))
    projection = stride == 1 ? nil : NormalizedConvolution(weights.next(1, 1, inputs, outputs), stride: stride)
  }

  func callAsFunction(_ input: Tensor<Float>) -> Tensor<Float> {
    let hidden = convolution2(relu(convolution1(input)))
    return relu(hidden + (projection?(input) ?? input))
  }
}

/// The residual network of 20 layers for images of 32 x 32: three stages of three blocks with 16, 32 and 64 channels.
///
/// Input `[batch, 32, 32, 3]`, output `[batch, 10]`. He, Zhang, Ren and Sun, "Deep residual learning for image recognition", 2015,
/// section 4.2, with projections for shortcuts.
struct ResNet20: Layer {
  var stem: NormalizedConvolution
  var blocks: [ResidualBlock]
  var classifier: Dense<Float>

  init() {
    var weights = Weights()
    stem = NormalizedConvolution(weights.next(3, 3, 3, 16))
    blocks = []
    var inputs = 16
    for outputs in [16, 32, 64] {
      for _ in 0..<3 {
        blocks.append(ResidualBlock(inputs, outputs, &weights))
        inputs = outputs
      }
    }
    classifier = weights.dense(inputs, 10)
  }

  func callAsFunction(_ input: Tensor<Float>) -> Tensor<Float> {
    classifier(blocks(relu(stem(input))).mean(squeezingAxes: 1, 2))
  }
}
