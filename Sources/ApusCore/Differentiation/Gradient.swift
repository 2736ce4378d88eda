/// A gradient in the shape of its model: inside it is a `Model` whose parameters are gradients.
///
///     let gradient = gradient(at: model) { meanSquaredError(predicted: $0(x), expected: y) }
///     gradient.conv1.filter          // a Tensor of the filter's shape
///     gradient[\.dense[0].bias]
///     gradient[model.scale]          // where `scale` is a Variable
@dynamicMemberLookup
public struct Gradient<Model> {
  package var leaves: Model
  /// The gradients of the model's variables that took part.
  package var variables: [VariableGradient]
  /// The poisoned node that everything in this gradient is, because the model cannot be trained.
  package let failure: Node?

  package init(leaves: Model, variables: [VariableGradient] = [], failure: Node? = nil) {
    self.leaves = leaves
    self.variables = variables
    self.failure = failure
  }

  private func part<Value>(_ leaves: Value) -> Gradient<Value> { .init(leaves: leaves, variables: variables, failure: failure) }

  public subscript<Scalar>(dynamicMember path: KeyPath<Model, Tensor<Scalar>>) -> Tensor<Scalar> { self[path] }
  public subscript<Scalar: TensorFloatingPoint>(dynamicMember path: KeyPath<Model, Variable<Scalar>>) -> Tensor<Scalar> {
    self[leaves[keyPath: path]]
  }
  public subscript<Value>(dynamicMember path: KeyPath<Model, Value?>) -> Gradient<Value>? { leaves[keyPath: path].map(part) }
  public subscript<Value>(dynamicMember path: KeyPath<Model, Value>) -> Gradient<Value> { part(leaves[keyPath: path]) }
  public subscript<Scalar>(path: KeyPath<Model, Tensor<Scalar>>) -> Tensor<Scalar> { failure.map { Tensor($0) } ?? leaves[keyPath: path] }
  public subscript<Value>(path: KeyPath<Model, Value>) -> Gradient<Value> { part(leaves[keyPath: path]) }

  /// The gradient of one of the model's variables; zeros for one that took no part.
  public subscript<Scalar: TensorFloatingPoint>(variable: Variable<Scalar>) -> Tensor<Scalar> {
    if let failure { return Tensor(failure) }
    let found = variables.first { $0.variable === variable.storage }
    return found.map { Tensor(handle: $0.handle) } ?? Tensor(.constant(0, variable.storage.type))
  }
}

extension Gradient: Sendable where Model: Sendable {}
