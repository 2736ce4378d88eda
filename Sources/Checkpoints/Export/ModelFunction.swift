/// A function of a model that is exported: a name by which others call it, its arguments, and what it computes.
///
///     ModelFunction.call(TensorSpec<Float>("image", [nil, 28, 28, 1]), outputs: ["logits"])
///     ModelFunction("classes", TensorSpec<Float>("image", [nil, 28, 28, 1])) { (model: LeNet, image) in
///       softmax(model(image))
///     }
///
/// What the function returns may be a tensor, or a struct or tuple of tensors. It is run once, on placeholders, in the learning
/// phase for inference. The model's tensors are saved as variables, and other tensors that it uses as well.
public struct ModelFunction<Model> {
  let name: String
  let arguments: [ExportedArgument]
  /// The names of the outputs; those that are missing are called `output_0`, `output_1`, …, or as the property that they come from.
  let outputNames: [String]
  let trace: (Model, [TensorType]) throws -> ExportedFunction

  private init<Output>(
    _ name: String, _ arguments: [ExportedArgument], _ outputs: [String], _ body: @escaping (Model, [AnyTensor]) -> Output
  ) {
    (self.name, self.arguments, outputNames) = (name, arguments, outputs)
    trace = { model, types in
      try withLearningPhase(.inference) { try ExportedFunction(model, types) { model, arguments in body(model, arguments) } }
    }
  }

  /// A function of one tensor.
  ///
  /// - Parameters:
  ///   - name: letters, digits and underscores.
  ///   - outputs: the names of what it returns.
  public init<A, Output>(_ name: String, _ a: TensorSpec<A>, outputs: [String] = [], _ body: @escaping (Model, Tensor<A>) -> Output) {
    self.init(name, [a.argument], outputs) { model, tensors in body(model, Tensor(tensors[0])) }
  }

  /// A function of two tensors.
  public init<A, B, Output>(
    _ name: String, _ a: TensorSpec<A>, _ b: TensorSpec<B>, outputs: [String] = [],
    _ body: @escaping (Model, Tensor<A>, Tensor<B>) -> Output
  ) {
    self.init(name, [a.argument, b.argument], outputs) { model, tensors in body(model, Tensor(tensors[0]), Tensor(tensors[1])) }
  }

  /// A function of three tensors.
  public init<A, B, C, Output>(
    _ name: String, _ a: TensorSpec<A>, _ b: TensorSpec<B>, _ c: TensorSpec<C>, outputs: [String] = [],
    _ body: @escaping (Model, Tensor<A>, Tensor<B>, Tensor<C>) -> Output
  ) {
    self.init(name, [a.argument, b.argument, c.argument], outputs) { model, tensors in
      body(model, Tensor(tensors[0]), Tensor(tensors[1]), Tensor(tensors[2]))
    }
  }
}

extension ModelFunction where Model: Module, Model.Input == [AnyTensor] {
  /// The model itself as a function of a list of tensors, each for any number of examples.
  ///
  /// - Parameters:
  ///   - inputs: their names, and their types for some number of examples.
  package static func call(inputs: [(name: String, type: TensorType)], outputs: [String]) -> ModelFunction {
    let arguments = inputs.map {
      ExportedArgument(name: $0.name, dtype: $0.type.dtype, shape: [nil] + $0.type.shape.dropFirst().map { .some($0) })
    }
    return ModelFunction(ExportedModelFunction.callName, arguments, outputs) { model, tensors in model(tensors) }
  }
}

extension ModelFunction where Model: Module {
  /// The model itself as a function: `callAsFunction`.
  public static func call<A>(_ input: TensorSpec<A>, outputs: [String] = []) -> ModelFunction where Model.Input == Tensor<A> {
    ModelFunction(callName, input, outputs: outputs) { model, input in model(input) }
  }

  private static var callName: String { ExportedModelFunction.callName }
}

extension Tensor {
  /// A tensor that has this scalar type.
  fileprivate init(_ tensor: AnyTensor) { self.init(handle: tensor.handle) }
}
