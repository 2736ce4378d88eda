/// A gradient in the shape of its model: inside it is a `Model` whose parameters are gradients.
///
///     let gradient = gradient(at: model) { meanSquaredError(predicted: $0(x), expected: y) }
///     gradient.conv1.filter          // a Tensor of the filter's shape
///     gradient[\.dense[0].bias]
@dynamicMemberLookup
public struct Gradient<Model> {
  package var leaves: Model
  package init(leaves: Model) { self.leaves = leaves }

  public subscript<Scalar>(dynamicMember path: KeyPath<Model, Tensor<Scalar>>) -> Tensor<Scalar> { leaves[keyPath: path] }
  public subscript<Value>(dynamicMember path: KeyPath<Model, Value?>) -> Gradient<Value>? {
    leaves[keyPath: path].map(Gradient<Value>.init(leaves:))
  }
  public subscript<Value>(dynamicMember path: KeyPath<Model, Value>) -> Gradient<Value> { .init(leaves: leaves[keyPath: path]) }
  public subscript<Scalar>(path: KeyPath<Model, Tensor<Scalar>>) -> Tensor<Scalar> { leaves[keyPath: path] }
  public subscript<Value>(path: KeyPath<Model, Value>) -> Gradient<Value> { .init(leaves: leaves[keyPath: path]) }
}

extension Gradient: Sendable where Model: Sendable {}
