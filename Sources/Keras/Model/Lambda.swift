/// A function as a layer, of tensors of one type.
///
///     Lambda { x in Tensor(stacking: [x, x * x], alongAxis: 1) }
public struct Lambda<Scalar: TensorFloatingPoint>: ParameterlessLayer, ObservedLayer {
  private let function: Activation<Scalar>

  public init(_ function: @escaping Activation<Scalar>) { self.function = function }

  public func forward(_ input: Tensor<Scalar>) -> Tensor<Scalar> { function(input) }
}

extension Lambda where Scalar == Float {
  public init(_ function: @escaping Activation<Float>) { self.function = function }
}
