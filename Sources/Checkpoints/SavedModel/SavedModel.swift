import Synchronization

/// A model in TensorFlow's format, loaded: its variables, and its functions by name, without the program that defined them.
///
///     let model = try SavedModel.load("run/lenet")
///     let logits: Tensor<Float> = try model.function("serving_default")(images)
///     for variable in model.variables { print(variable.path, variable.shape) }   // conv1.filter [5, 5, 1, 6] …
///
/// SavedModels that Apus wrote run, and those of others whose functions are StableHLO in `XlaCallModule`, as `jax2tf` writes them, or
/// the operations of TensorFlow that networks are made of. A function with another operation is not run: asking for it is an error
/// that names the operation.
///
/// Functions read the variables at each call: a value that is assigned to one counts from then on.
public struct SavedModel: Sendable {
  public let path: String
  /// The variables with their paths from the saved object, in the order in which they were saved.
  public let variables: [AnyVariable]
  let library: FunctionLibrary
  let callables: [String: [CallableSignature]]

  static let fileName = "saved_model.pb"

  /// Loads a SavedModel.
  ///
  /// - Parameter path: the folder.
  /// - Throws: `SavedModelError`; `TensorBundleError` for damaged variables.
  public static func load(_ path: String) throws -> SavedModel {
    let file = path + "/" + fileName
    let graph = try MetaGraph.serving(in: file)
    let objects = try SavedObjects(graph.objects, path: file)
    let variables = try objects.variables(from: path + "/variables/variables")
    let library = FunctionLibrary(graph.graph.functions, path: file)
    return SavedModel(
      path: path, variables: variables.sorted { $0.key < $1.key }.map(\.value), library: library,
      callables: try objects.callables(variables.mapValues(\.storage), library))
  }

  /// The names of the methods and signatures, sorted. The saved object itself, where it can be called, is `callAsFunction`.
  public var functionNames: [String] { callables.keys.sorted() }

  /// A method, or a signature, by its name.
  ///
  /// - Throws: `SavedModelError` if there is none, or if it has an operation that cannot be run: with the names of both.
  public func function(_ name: String) throws -> LoadedFunction {
    guard let signatures = callables[name] else {
      throw SavedModelError.missingFunction(path: path, name: name, names: functionNames)
    }
    for signature in signatures { try library.check(signature.function, called: name) }
    return LoadedFunction(name: name, signatures: signatures, library: library)
  }
}
