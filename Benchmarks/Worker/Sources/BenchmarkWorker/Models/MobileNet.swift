import Apus

/// MobileNet-V1 with a quarter of its filters, for images of 96 x 96 and ten classes.
///
/// Howard et al., "MobileNets", 2017, table 1.
struct MobileNet: Layer {
  var stem: Conv2D<Float>
  var stemNorm: BatchNorm<Float>
  var blocks: [SeparableBlock] = []
  var pool = GlobalAvgPool2D<Float>()
  var classifier: Dense<Float>

  init() {
    var weights = Weights(), inputs = 8
    stem = Conv2D(filter: weights.next(3, 3, 3, inputs), strides: (2, 2), padding: .same)
    stemNorm = BatchNorm(featureCount: inputs, momentum: 0.9, epsilon: 1e-5)
    let rest = [(16, 1), (32, 2), (32, 1), (64, 2), (64, 1), (128, 2)] + Array(repeating: (128, 1), count: 5) + [(256, 2), (256, 1)]
    for (outputs, stride) in rest {
      blocks.append(SeparableBlock(inputs, outputs, stride: stride, &weights))
      inputs = outputs
    }
    classifier = weights.dense(inputs, 10)
  }

  func callAsFunction(_ images: Tensor<Float>) -> Tensor<Float> { classifier(pool(blocks(relu(stemNorm(stem(images)))))) }
}

/// A filter for each channel by itself, then one of 1 x 1 that mixes them, each with a norm and a rectifier.
struct SeparableBlock: Layer {
  var depthwise: DepthwiseConv2D<Float>
  var depthwiseNorm: BatchNorm<Float>
  var pointwise: Conv2D<Float>
  var pointwiseNorm: BatchNorm<Float>

  init(_ inputs: Int, _ outputs: Int, stride: Int, _ weights: inout Weights) {
    depthwise = DepthwiseConv2D(filter: weights.next(3, 3, inputs, 1), strides: (stride, stride), padding: .same)
    depthwiseNorm = BatchNorm(featureCount: inputs, momentum: 0.9, epsilon: 1e-5)
    pointwise = Conv2D(filter: weights.next(1, 1, inputs, outputs))
    pointwiseNorm = BatchNorm(featureCount: outputs, momentum: 0.9, epsilon: 1e-5)
  }

  func callAsFunction(_ images: Tensor<Float>) -> Tensor<Float> {
    relu(pointwiseNorm(pointwise(relu(depthwiseNorm(depthwise(images))))))
  }
}
