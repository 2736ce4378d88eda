/// A function that a layer applies to its output, such as `relu`.
public typealias Activation<Scalar: TensorFloatingPoint> = @Sendable (Tensor<Scalar>) -> Tensor<Scalar>

/// A layer without parameters.
public protocol ParameterlessLayer: Layer {}

extension ParameterlessLayer {
  public mutating func visitParameters(_ visit: (ParameterPath, inout Parameter) -> Void) {}
}
