/// A layer whose weight is divided by its greatest singular value, so that it stretches nothing.
///
///     let layer = SpectralNorm(Conv2D(filterShape: (3, 3, 16, 32)), \.filter)
///
/// The weight is taken as a matrix whose columns are its last axis, the outputs. The singular value is followed by power iteration: each
/// call in training does `iterationCount` steps of it on the vectors that are kept. Miyato et al., "Spectral normalization for generative
/// adversarial networks", 2018, algorithm 1; PyTorch begins each step with the other vector. Copies of a layer share the vectors.
public struct SpectralNorm<Wrapped: Layer, Scalar: TensorFloatingPoint>: ObservedLayer {
  public var layer: Wrapped
  public let weight: WritableKeyPath<Wrapped, Tensor<Scalar>>
  public let iterationCount: Int
  /// The singular vectors on the side of the outputs, `[outputs, 1]`, and of the inputs, `[inputs, 1]`.
  public let outputVector: Variable<Scalar>
  public let inputVector: Variable<Scalar>

  /// - Parameters:
  ///   - iterationCount: how many steps of power iteration a call in training does, at least 1.
  ///   - seed: of the vector that the iteration starts from.
  public init(
    _ layer: Wrapped, _ weight: WritableKeyPath<Wrapped, Tensor<Scalar>>, iterationCount: Int = 1, seed: Int? = nil
  ) {
    self.layer = layer
    self.weight = weight
    self.iterationCount = iterationCount
    let matrix = layer[keyPath: weight].asOutputColumns
    let start = Tensor<Scalar>(randomNormal: [matrix.shape.last ?? 1, 1], seed: seed).unit
    let (output, input) = matrix.singularVectors(from: start, iterationCount: 15)
    outputVector = Variable(output.onHost(), isTrainable: false)
    inputVector = Variable(input.onHost(), isTrainable: false)
  }

  public func forward(_ input: Wrapped.Input) -> Wrapped.Output {
    let matrix = layer[keyPath: weight].asOutputColumns
    if Context.local.learningPhase == .training {
      let vectors = stopGradient(matrix).singularVectors(from: outputVector.value, iterationCount: max(iterationCount, 1))
      outputVector.assign(vectors.output)
      inputVector.assign(vectors.input)
    }
    let value = matmul(inputVector.value.transposed(), matmul(matrix, outputVector.value)).reshaped(to: [])
    var normalized = layer
    normalized[keyPath: weight] = layer[keyPath: weight] / value
    return normalized(input)
  }
}

extension Tensor where Scalar: TensorFloatingPoint {
  fileprivate var asOutputColumns: Tensor {
    let outputs = shape.last ?? 1
    return reshaped(to: [outputs == 0 ? 0 : scalarCount / outputs, outputs])
  }

  fileprivate var unit: Tensor {
    let length = sqrt(squared().sum()).node
    return self / Tensor(.maximum(length, length.like(1e-12)))
  }

  fileprivate func singularVectors(from start: Tensor, iterationCount: Int) -> (output: Tensor, input: Tensor) {
    var (output, input) = (start, start)
    for _ in 0..<iterationCount {
      input = matmul(self, output).unit
      output = matmul(transposed(), input).unit
    }
    return (output, input)
  }
}
