/// Each feature brought to mean 0 and variance 1 over the batch, then stretched by `scale` and moved by `offset`.
///
/// In training with the moments of the batch, which also move the running ones:
///
///     running ← running + (1 − momentum)·(batch's − running)
///
/// otherwise with the running ones. Input and output have any shape with `features` elements along `axis`.
///
///     let layer = BatchNorm(featureCount: 64)
///
/// Ioffe and Szegedy, "Batch normalization", 2015, algorithms 1 and 2, with the batch's variance in the running one, as in TensorFlow.
/// Copies of a layer share the running moments.
public struct BatchNorm<Scalar: TensorFloatingPoint>: ObservedLayer {
  /// The axis of the features.
  public let axis: Int
  /// How much of the running moments stays at a step.
  public let momentum: Scalar
  /// Added to the normalized input: `[features]`.
  public var offset: Tensor<Scalar>
  /// Multiplied with the normalized input: `[features]`.
  public var scale: Tensor<Scalar>
  /// Added to the variance, so that a constant input is not divided by zero.
  public let epsilon: Scalar
  /// `[features]`
  public let runningMean: Variable<Scalar>
  /// `[features]`
  public let runningVariance: Variable<Scalar>

  public init(
    axis: Int, momentum: Scalar, offset: Tensor<Scalar>, scale: Tensor<Scalar>, epsilon: Scalar, runningMean: Tensor<Scalar>,
    runningVariance: Tensor<Scalar>
  ) {
    self.axis = axis
    self.momentum = momentum
    self.offset = offset
    self.scale = scale
    self.epsilon = epsilon
    self.runningMean = Variable(runningMean, isTrainable: false)
    self.runningVariance = Variable(runningVariance, isTrainable: false)
  }

  public init(featureCount: Int, axis: Int = -1, momentum: Scalar = 0.99, epsilon: Scalar = 1e-3) {
    self.init(
      axis: axis, momentum: momentum, offset: Tensor(zeros: [featureCount]), scale: Tensor(ones: [featureCount]), epsilon: epsilon,
      runningMean: Tensor(zeros: [featureCount]), runningVariance: Tensor(ones: [featureCount]))
  }

  public func forward(_ input: Tensor<Scalar>) -> Tensor<Scalar> {
    runningMean.resolve(for: input, axis: axis)
    runningVariance.resolve(for: input, axis: axis)
    return input.withFeatures(axis, of: [offset, scale], for: "BatchNorm") { axis in
      if Context.local.learningPhase != .training {
        return input.normalized(runningMoments(rank: input.rank, axis), scale: scale, offset: offset, alongAxis: axis, epsilon: epsilon)
      }
      if axis == input.rank - 1, !input.node.dtype.isHalfPrecision { return normalizedByBatch(input) }
      let moments = input.moments(alongAxes: input.shape.indices.filter { $0 != axis })
      moveRunningMoments(to: moments)
      return input.normalized(moments, scale: scale, offset: offset, alongAxis: axis, epsilon: epsilon)
    }
  }

  /// For features along the last axis, of which the moments and their derivatives are sums of a form of their own.
  private func normalizedByBatch(_ input: Tensor<Scalar>) -> Tensor<Scalar> {
    let moments = input.node.featureMoments()
    let running = Node.moved(
      runningMean.value.node, runningVariance.value.node, to: moments, by: Scalar(converting: 1 - momentum.asDouble).asDouble)
    runningMean.assign(Tensor(running.mean))
    runningVariance.assign(Tensor(running.variance))
    return Tensor(
      input.node.normalizedFeatures(moments: moments, scale: scale.node, offset: offset.node, epsilon: epsilon.asDouble))
  }

  private func moveRunningMoments(to moments: Moments<Scalar>) {
    for (running, moment) in [(runningMean, moments.mean), (runningVariance, moments.variance)] {
      let value = running.value
      running.assign(value + (moment.reshaped(to: value.shape) - value) * Scalar(converting: 1 - momentum.asDouble))
    }
  }

  private func runningMoments(rank: Int, _ axis: Int) -> Moments<Scalar> {
    var shape = TensorShape(repeating: 1, count: rank)
    shape[axis] = offset.shape[0]
    return Moments(mean: runningMean.value.reshaped(to: shape), variance: runningVariance.value.reshaped(to: shape))
  }
}

extension BatchNorm where Scalar == Float {
  public init(featureCount: Int, axis: Int = -1, momentum: Float = 0.99, epsilon: Float = 1e-3) {
    self.init(
      axis: axis, momentum: momentum, offset: Tensor(zeros: [featureCount]), scale: Tensor(ones: [featureCount]), epsilon: epsilon,
      runningMean: Tensor(zeros: [featureCount]), runningVariance: Tensor(ones: [featureCount]))
  }
}
