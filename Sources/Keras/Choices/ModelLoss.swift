/// What a model minimizes: the mean loss of a batch, from predictions and targets.
///
///     model.compile(optimizer: .sgd(), loss: .meanSquaredError)
///     model.compile(optimizer: .sgd(), loss: "mse")
///     model.compile(optimizer: .sgd(), loss: ModelLoss { predicted, expected in (predicted - expected).squared().mean() })
public struct ModelLoss: Sendable {
  let function: @Sendable (_ predictions: Tensor<Float>, _ targets: AnyTensor) -> Tensor<Float>
  let failure: KerasError?

  /// A loss of your own, of predictions and targets of one shape: a scalar.
  public init(_ function: @escaping @Sendable (_ predicted: Tensor<Float>, _ expected: Tensor<Float>) -> Tensor<Float>) {
    self.init { function($0, $1.values(like: $0, for: "loss")) }
  }

  init(of function: @escaping @Sendable (_ predictions: Tensor<Float>, _ targets: AnyTensor) -> Tensor<Float>) {
    self.function = function
    failure = nil
  }

  private init(failure: KerasError) {
    function = { predictions, _ in predictions }
    self.failure = failure
  }
}

extension ModelLoss {
  public static let meanSquaredError = Self { ApusNN.meanSquaredError(predicted: $0, expected: $1) }
  public static let meanAbsoluteError = Self { ApusNN.meanAbsoluteError(predicted: $0, expected: $1) }
  /// In percent of the targets, of which none counts as less than 1e-7.
  public static let meanAbsolutePercentageError = Self { predicted, expected in
    100 * (abs(predicted - expected) / abs(expected).clipped(min: 1e-7, max: .infinity)).mean()
  }
  public static let meanSquaredLogarithmicError = Self { ApusNN.meanSquaredLogarithmicError(predicted: $0, expected: $1) }
  public static let logCosh = Self { logCoshLoss(predicted: $0, expected: $1) }
  public static let poisson = Self { poissonLoss(predicted: $0, expected: $1) }
  /// For targets −1 and 1, or 0 and 1.
  public static let hinge = Self { hingeLoss(predicted: $0, expected: $1.asSigns) }
  /// For targets −1 and 1, or 0 and 1.
  public static let squaredHinge = Self { squaredHingeLoss(predicted: $0, expected: $1.asSigns) }
  public static let categoricalHinge = Self { categoricalHingeLoss(predicted: $0, expected: $1) }
  public static func huber(delta: Float = 1) -> Self {
    Self { huberLoss(predicted: $0, expected: $1, delta: delta, reduction: { $0.mean() }) }
  }

  /// The mean over the samples of the divergence, a sum over the last axis.
  public static let kullbackLeiblerDivergence = Self { predicted, expected in
    let (p, q) = (expected.clipped(min: 1e-7, max: 1), predicted.clipped(min: 1e-7, max: 1))
    return (p * log(p / q)).sum(squeezingAxes: -1).mean()
  }

  /// −ln p(class), for targets that are numbers of classes.
  ///
  /// - Parameter fromLogits: whether the predictions are logits, rather than probabilities.
  public static func sparseCategoricalCrossEntropy(fromLogits: Bool = false) -> Self {
    Self(of: { predictions, targets in
      let labels = targets.classes(for: predictions, "sparseCategoricalCrossEntropy")
      let logits = (fromLogits ? predictions : predictions.asLogits).reshaped(to: [labels.scalarCount, predictions.shape.last ?? 1])
      return ApusNN.softmaxCrossEntropy(logits: logits, labels: labels.flattened())
    })
  }

  /// −Σ p · ln q, for targets that are probabilities or one-hot.
  ///
  /// - Parameter fromLogits: whether the predictions are logits, rather than probabilities.
  public static func categoricalCrossEntropy(fromLogits: Bool = false) -> Self {
    Self { predictions, targets in
      ApusNN.softmaxCrossEntropy(logits: fromLogits ? predictions : predictions.asLogits, probabilities: targets)
    }
  }

  /// The cross entropy of yes and no, for targets 1 and 0.
  ///
  /// - Parameter fromLogits: whether the predictions are logits, rather than probabilities.
  public static func binaryCrossEntropy(fromLogits: Bool = false) -> Self {
    Self { predictions, targets in
      if fromLogits { return sigmoidCrossEntropy(logits: predictions, labels: targets) }
      let yes = predictions.clipped(min: 1e-7, max: 1 - 1e-7)
      return -(targets * log(yes) + (1 - targets) * log(1 - yes)).mean()
    }
  }

  /// That of logits `[batch, classes]` and numbers of classes: the training loop's `softmaxCrossEntropy`.
  public static var softmaxCrossEntropy: Self { .sparseCategoricalCrossEntropy(fromLogits: true) }
}

extension Tensor<Float> {
  /// Logits of probabilities: their logarithms, which softmax turns back into them.
  fileprivate var asLogits: Tensor { log(clipped(min: 1e-7, max: 1 - 1e-7)) }

  /// With −1 in place of 0, if there is nothing but 0 and 1.
  fileprivate var asSigns: Tensor {
    let areBits = ((self .== 0) .|| (self .== 1)).flattened().all(squeezingAxes: 0)
    return self + Tensor(areBits) * (self - 1)
  }
}

extension ModelLoss: ExpressibleByStringLiteral {
  private static let named: [(names: [String], loss: ModelLoss)] = [
    (["mean_squared_error", "mse"], .meanSquaredError), (["mean_absolute_error", "mae"], .meanAbsoluteError),
    (["mean_absolute_percentage_error", "mape"], .meanAbsolutePercentageError),
    (["mean_squared_logarithmic_error", "msle"], .meanSquaredLogarithmicError), (["log_cosh", "logcosh"], .logCosh),
    (["huber", "huber_loss"], .huber()), (["poisson"], .poisson), (["hinge"], .hinge), (["squared_hinge"], .squaredHinge),
    (["categorical_hinge"], .categoricalHinge), (["kl_divergence", "kld"], .kullbackLeiblerDivergence),
    (["binary_crossentropy"], .binaryCrossEntropy()), (["categorical_crossentropy"], .categoricalCrossEntropy()),
    (["sparse_categorical_crossentropy"], .sparseCategoricalCrossEntropy()),
  ]

  /// A loss by Keras's name. An unknown name is an error of `fit`.
  public init(stringLiteral name: String) {
    self =
      Self.named.first { $0.names.contains(name.lowercased()) }?.loss
      ?? Self(failure: .unknownName(name, of: "loss", known: Self.named.flatMap(\.names).sorted()))
  }
}
