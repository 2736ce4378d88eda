/// Zeros.
public func zeros<Scalar: TensorFloatingPoint>() -> ParameterInitializer<Scalar> { { Tensor(zeros: $0) } }
