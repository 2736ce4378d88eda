/// What is to be saved: models, optimizers, tensors, numbers and texts, each under a name, as TensorFlow's `tf.train.Checkpoint`.
///
///     let checkpoint = try Checkpoint(model: model, optimizer: optimizer, step: 500)
///     try checkpoint.save(to: "run/ckpt-1")
///
///     let saved = try SavedCheckpoint(path: "run/ckpt-1")
///     try saved.restore(&model).requireComplete()
///     try saved.restore(&optimizer)
///     print(try saved.integer("step"))   // 500
///
/// A checkpoint has the values of the moment when it was made, whatever becomes of the model afterwards. Only handles are kept,
/// no copies, and `save` may run on another thread while training goes on. The tensor `blocks[3].norm.scale` of the model is saved
/// as `model/blocks/3/norm/scale`, where TensorFlow looks for it in a `tf.Module` of that structure.
public struct Checkpoint: Sendable {
  enum Value: Sendable {
    case tensor(AnyTensor)
    case texts([String])
  }

  private(set) var values: [(path: ObjectPath, value: Value)] = []
  let engine = Context.local.engine

  /// An empty checkpoint, to be filled with `add`.
  public init() {}

  /// A checkpoint of a model, as `model`; and of its optimizer and the number of steps, as `optimizer` and `step`.
  ///
  /// - Throws: the diagnosis of a mistake in a tensor, or of tensors that no training could change (see `Module`).
  public init(model: some Module, optimizer: (any SlotOptimizer)? = nil, step: Int? = nil) throws {
    try add(model, as: "model")
    if let optimizer { try add(optimizer, as: "optimizer") }
    if let step { try add(step, as: "step") }
  }

  /// Adds every tensor of a module: parameters, constants, variables.
  ///
  /// - Throws: as `init(model:)`.
  public mutating func add(_ module: some Module, as name: String) throws {
    try module.checkParameters()
    var found: [(name: String, tensor: AnyTensor)] = []
    module.visit { path, parameter in found.append((path.name, AnyTensor(parameter.node))) }
    try add(found, as: name)
  }

  /// Adds what an optimizer keeps from step to step.
  public mutating func add(_ optimizer: any SlotOptimizer, as name: String) throws { try add(optimizer.namedState, as: name) }

  /// Adds a tensor of any scalar type.
  public mutating func add(_ tensor: AnyTensor, as name: String) throws { try add([("", tensor)], as: name) }

  /// Adds a number: a scalar of type `Int64`.
  public mutating func add(_ number: Int, as name: String) throws {
    try add(AnyTensor(Tensor<Int64>(shape: [], scalars: [Int64(number)])), as: name)
  }

  /// Adds a row of texts.
  public mutating func add(texts: [String], as name: String) { values.append((ObjectPath(prefix: name), .texts(texts))) }

  private mutating func add(_ tensors: [(name: String, tensor: AnyTensor)], as name: String) throws {
    // Launched now, so that a mistake shows where the checkpoint is made; the values are waited for when they are written.
    try engine.materialize(tensors.map(\.tensor.node))
    values += tensors.map { (ObjectPath(prefix: name, name: $0.name), .tensor($0.tensor)) }
  }
}
