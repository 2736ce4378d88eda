/// All axes but the first made one: `[batch, a, b, …]` to `[batch, a·b·…]`.
public struct Flatten<Scalar: TensorFloatingPoint>: ParameterlessLayer, ObservedLayer {
  public init() {}

  public func forward(_ input: Tensor<Scalar>) -> Tensor<Scalar> {
    if input.diagnosis != nil { return input }
    guard let batch = input.shape.first else {
      return Tensor(Node.poisoned(.rank(operation: "Flatten", shape: input.shape, expected: "a batch: rank 1 or more"), of: input.node))
    }
    return Tensor(input.node.reshaped(to: [batch, input.shape.dropFirst().reduce(1, *)]))
  }
}

extension Flatten where Scalar == Float {
  public init() {}
}
