import Apus

/// A residual network, for images of ImageNet's or of CIFAR's size.
///
/// Input `[batch, height, width, 3]`, output `[batch, classCount]`: the logits.
///
///     let model = ResNet(classCount: 10, depth: .resNet56, downsamplingInFirstStage: false)
///     print(model.parameterCount)                              // 855770
///     print(model(Tensor(zeros: [10, 32, 32, 3])).shape)       // [10, 10]
///
/// He, Zhang, Ren and Sun, "Deep residual learning for image recognition", 2015: table 1 for ImageNet, section 4.2 for CIFAR-10, with
/// projections for the shortcuts that change shape. In training the batch norms keep running moments, which inference uses.
public struct ResNet: Layer {
  public var initialLayer: ConvBN
  /// `nil` for small images.
  public var maxPool: MaxPool2D<Float>?
  public var residualBlocks: [ResidualBlock]
  public var avgPool = GlobalAvgPool2D<Float>()
  public var classifier: Dense<Float>

  /// - Parameters:
  ///   - classCount: the number of logits.
  ///   - downsamplingInFirstStage: whether the first layers make images four times smaller: a 7 by 7 convolution with 64 filters and a
  ///     pool, for images of ImageNet's size. Otherwise a 3 by 3 convolution with 16 filters, for images of CIFAR's.
  ///   - useLaterStride: whether a bottleneck's stride lies in its 3 by 3 convolution ("version 1.5", which most programs mean by
  ///     ResNet-50), or in its first one, as in the paper.
  ///   - filterInitializer: makes the first filters of all convolutions.
  public init(
    classCount: Int, depth: Depth, downsamplingInFirstStage: Bool = true, useLaterStride: Bool = true,
    filterInitializer: ParameterInitializer<Float> = heNormal()
  ) {
    self.init(
      classCount: classCount, blockCounts: depth.blockCounts, filterCount: downsamplingInFirstStage ? 64 : 16,
      isBasic: depth.usesBasicBlocks, downsamplingInFirstStage: downsamplingInFirstStage, useLaterStride: useLaterStride,
      filterInitializer: filterInitializer)
  }

  /// - Parameters:
  ///   - blockCounts: the blocks of each stage. Each stage after the first halves the image and doubles the filters.
  ///   - filterCount: the filters of the first convolution, and of the first stage.
  init(
    classCount: Int, blockCounts: [Int], filterCount: Int, isBasic: Bool, downsamplingInFirstStage: Bool, useLaterStride: Bool,
    filterInitializer: ParameterInitializer<Float>
  ) {
    if downsamplingInFirstStage {
      initialLayer = ConvBN(
        filterShape: (7, 7, 3, filterCount), strides: (2, 2), padding: .same, filterInitializer: filterInitializer)
      maxPool = MaxPool2D(poolSize: (3, 3), strides: (2, 2), padding: .same)
    } else {
      initialLayer = ConvBN(filterShape: (3, 3, 3, filterCount), padding: .same, filterInitializer: filterInitializer)
    }
    residualBlocks = []
    var inputCount = filterCount
    for (stage, blockCount) in blockCounts.enumerated() {
      for block in 0..<blockCount {
        let filters = filterCount << stage
        residualBlocks.append(
          ResidualBlock(
            inputCount: inputCount, filterCount: filters, stride: stage > 0 && block == 0 ? 2 : 1, isBasic: isBasic,
            useLaterStride: useLaterStride, filterInitializer: filterInitializer))
        inputCount = ResidualBlock.outputCount(filters, isBasic: isBasic)
      }
    }
    classifier = Dense(inputSize: inputCount, outputSize: classCount)
  }

  @inline(never)
  public func callAsFunction(_ input: Tensor<Float>) -> Tensor<Float> {
    let features = relu(initialLayer(input))
    return classifier(avgPool(residualBlocks(maxPool?(features) ?? features)))
  }
}
