/// A model in Keras's manner: a reference that is compiled and fitted in place.
///
///     let model = Model {
///       Lambda { x in Tensor(stacking: [x, x * x], alongAxis: 1) }
///       Dense(units: 1)
///     }
///     model.compile(optimizer: .sgd(learningRate: 0.01), loss: .meanSquaredError)
///     let history = try model.fit(x, y, epochs: 100, verbose: .silent)
///     print(try model.evaluate(x, y).loss)
///
/// There are three ways to make one: layers one after the other, as above; the functional style, `Model(inputs:outputs:)`; and a struct or
/// final class of your own, `Model(Line())`. `fit` is the face of a `TrainingLoop` and takes its callbacks, observers and checkpoints.
///
/// Layers are values: a model has its own copies, which `layer(_:as:)` shows as they are at the moment. A mistake in the making of a model,
/// such as a graph without one of its inputs, is thrown by whatever uses the model.
public final class Model {
  /// What the model is called in its summary.
  public var name: String
  /// The layers with their parameters.
  public internal(set) var network: Network
  /// Why the model cannot be used.
  var failure: (any Error)?
  var compilation: Compilation?
  /// Made when the model is first trained, and kept from one `fit` to the next.
  var optimizer: NetworkOptimizer?
  /// The programs of steps, likewise kept.
  var step: CompiledStep<NetworkOptimizer, [AnyTensor]>?
  var isTraining = false
  /// The types of the inputs, once they are known.
  var inputTypes: [TensorType]?
  /// Whether the layers stand one behind the other.
  let isSequential: Bool

  /// Layers one after the other.
  public init(name: String = "sequential", @ModelBuilder _ layers: () -> ModelBuilder.Layers) {
    self.name = name
    isSequential = true
    network = Network(inputCount: 1)
    for layer in layers().layers { network.chain(layer) }
  }

  /// No layers yet: `add` appends them.
  public convenience init(name: String = "sequential") { self.init(name: name) {} }

  /// A struct or a final class of your own, with `Tensor`s or `Variable`s and `callAsFunction`.
  ///
  /// The model has a copy of a struct; of an object it has the object, whose variables it trains.
  public init<M: Module, S: TensorScalar, R: TensorScalar>(_ module: M, name: String? = nil)
  where M.Input == Tensor<S>, M.Output == Tensor<R> {
    let layer = NetworkLayer(module)
    self.name = name ?? layer.type.asLayerName
    isSequential = true
    network = Network(inputCount: 1)
    network.chain(layer)
  }

  /// What layers made of inputs: the functional style.
  ///
  ///     let a = Input(shape: [8]), b = Input(shape: [3])
  ///     let model = Model(inputs: [a, b], outputs: Dense(units: 1)(concatenate([a, b])))
  public init(inputs: [any Symbolic], outputs: [any Symbolic], name: String = "model") {
    self.name = name
    isSequential = false
    do {
      network = try Network(inputs: inputs.map(\.value), outputs: outputs.map(\.value))
      inputTypes = inputs.compactMap(\.value.type)
    } catch {
      (network, failure) = (Network(inputCount: inputs.count), error)
    }
  }

  public convenience init(inputs: any Symbolic, outputs: any Symbolic, name: String = "model") {
    self.init(inputs: [inputs], outputs: [outputs], name: name)
  }

  public convenience init(inputs: [any Symbolic], outputs: any Symbolic, name: String = "model") {
    self.init(inputs: inputs, outputs: [outputs], name: name)
  }

  public convenience init(inputs: any Symbolic, outputs: [any Symbolic], name: String = "model") {
    self.init(inputs: [inputs], outputs: outputs, name: name)
  }

  /// Appends a layer.
  public func add<L: Layer, S: TensorScalar, R: TensorScalar>(_ layer: L) where L.Input == Tensor<S>, L.Output == Tensor<R> {
    network.chain(NetworkLayer(layer))
    (optimizer, step) = (nil, nil)  // its slots are those of other parameters
  }
}
