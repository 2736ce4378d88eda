/// Each input in another shape of as many elements; an extent of −1 takes what is left.
///
///     Reshape([-1, 28, 28, 1])(images).shape   // [128, 28, 28, 1] for images of shape [128, 784]
public struct Reshape<Scalar: TensorFloatingPoint>: ParameterlessLayer, ObservedLayer {
  public let shape: TensorShape

  public init(_ shape: TensorShape) { self.shape = shape }

  public func forward(_ input: Tensor<Scalar>) -> Tensor<Scalar> {
    guard input.diagnosis == nil, let open = shape.firstIndex(of: -1) else { return input.reshaped(to: shape) }
    var result = shape
    result[open] = 1
    let known = result.contiguousSize
    guard result.allSatisfy({ $0 > 0 }), input.scalarCount % known == 0 else {
      let problem = "\(input.scalarCount) elements do not make the shape \(shape)"
      return Tensor(Node.poisoned(.attribute(operation: "Reshape", problem: problem, operand: input.shape), of: input.node))
    }
    result[open] = input.scalarCount / known
    return input.reshaped(to: result)
  }
}

extension Reshape where Scalar == Float {
  public init(_ shape: TensorShape) { self.shape = shape }
}
