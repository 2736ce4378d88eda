/// How a model is to be optimized: an optimizer that is made when the model has its parameters.
///
///     model.compile(optimizer: .adam(learningRate: 3e-4), loss: .meanSquaredError)
///     model.compile(optimizer: "adam", loss: "mse")
///     model.compile(optimizer: ModelOptimizer { SGD(for: $0).following(.cosine(from: 0.1, steps: 1000)) }, loss: .meanSquaredError)
public struct ModelOptimizer: Sendable {
  let make: @Sendable (Network) throws -> any Optimizer<Network>

  /// Any optimizer of the library or of your own, with any modifiers.
  public init(_ make: @escaping @Sendable (Network) throws -> any Optimizer<Network>) { self.make = make }
}

// With Keras's default numbers.
extension ModelOptimizer {
  public static func sgd(learningRate: Float = 0.01, momentum: Float = 0, nesterov: Bool = false) -> Self {
    Self { SGD(for: $0, learningRate: learningRate, momentum: momentum, nesterov: nesterov) }
  }

  public static func adam(learningRate: Float = 1e-3, beta1: Float = 0.9, beta2: Float = 0.999, epsilon: Float = 1e-7) -> Self {
    Self { Adam(for: $0, learningRate: learningRate, beta1: beta1, beta2: beta2, epsilon: epsilon) }
  }

  public static func adamW(learningRate: Float = 1e-3, weightDecay: Float = 0.004, epsilon: Float = 1e-7) -> Self {
    Self { AdamW(for: $0, learningRate: learningRate, epsilon: epsilon, weightDecay: weightDecay) }
  }

  public static func nadam(learningRate: Float = 1e-3, epsilon: Float = 1e-7) -> Self {
    Self { NAdam(for: $0, learningRate: learningRate, epsilon: epsilon) }
  }

  public static func adamax(learningRate: Float = 1e-3, epsilon: Float = 1e-7) -> Self {
    Self { AdaMax(for: $0, learningRate: learningRate, epsilon: epsilon) }
  }

  public static func adagrad(learningRate: Float = 1e-3, epsilon: Float = 1e-7) -> Self {
    Self { AdaGrad(for: $0, learningRate: learningRate, epsilon: epsilon) }
  }

  public static func adadelta(learningRate: Float = 1e-3, rho: Float = 0.95, epsilon: Float = 1e-7) -> Self {
    Self { AdaDelta(for: $0, learningRate: learningRate, rho: rho, epsilon: epsilon) }
  }

  public static func rmsprop(learningRate: Float = 1e-3, rho: Float = 0.9, epsilon: Float = 1e-7) -> Self {
    Self { RMSProp(for: $0, learningRate: learningRate, rho: rho, epsilon: epsilon) }
  }

  public static func lion(learningRate: Float = 1e-3, beta1: Float = 0.9, beta2: Float = 0.99) -> Self {
    Self { Lion(for: $0, learningRate: learningRate, beta1: beta1, beta2: beta2) }
  }
}

extension ModelOptimizer: ExpressibleByStringLiteral {
  private static let named: [String: ModelOptimizer] = [
    "sgd": .sgd(), "adam": .adam(), "adamw": .adamW(), "nadam": .nadam(), "adamax": .adamax(), "adagrad": .adagrad(),
    "adadelta": .adadelta(), "rmsprop": .rmsprop(), "lion": .lion(),
  ]

  /// An optimizer by Keras's name, with its default numbers. An unknown name is an error of `fit`.
  public init(stringLiteral name: String) {
    self =
      Self.named[name.lowercased()] ?? Self { _ in throw KerasError.unknownName(name, of: "optimizer", known: Self.named.keys.sorted()) }
  }
}
