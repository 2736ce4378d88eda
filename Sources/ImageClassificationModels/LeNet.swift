import Apus

/// LeNet-5 as Swift for TensorFlow has it: two convolutions with average pooling, three dense layers. 61,706 parameters.
///
/// Input `[batch, 28, 28, 1]`, output `[batch, 10]`: the logits of ten classes.
///
///     let model = LeNet()
///     print(model.parameterCount)                              // 61706
///     print(model(Tensor(zeros: [128, 28, 28, 1])).shape)      // [128, 10]
///
/// LeCun, Bottou, Bengio and Haffner, "Gradient-based learning applied to document recognition", 1998, with rectifiers in place of
/// the original's squashing functions.
public struct LeNet: Layer {
  public var conv1 = Conv2D<Float>(filterShape: (5, 5, 1, 6), padding: .same, activation: relu)
  public var pool1 = AvgPool2D<Float>(poolSize: (2, 2), strides: (2, 2))
  public var conv2 = Conv2D<Float>(filterShape: (5, 5, 6, 16), activation: relu)
  public var pool2 = AvgPool2D<Float>(poolSize: (2, 2), strides: (2, 2))
  public var flatten = Flatten<Float>()
  public var fc1 = Dense<Float>(inputSize: 400, outputSize: 120, activation: relu)
  public var fc2 = Dense<Float>(inputSize: 120, outputSize: 84, activation: relu)
  public var fc3 = Dense<Float>(inputSize: 84, outputSize: 10)

  public init() {}

  @inline(never)
  public func callAsFunction(_ input: Tensor<Float>) -> Tensor<Float> {
    let features = pool2(conv2(pool1(conv1(input))))
    return fc3(fc2(fc1(flatten(features))))
  }
}
