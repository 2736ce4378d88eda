/// Zeros.
public func zeros<Scalar: TensorFloatingPoint>() -> ParameterInitializer<Scalar> { { Tensor(zeros: $0) } }

/// Ones.
public func ones<Scalar: TensorFloatingPoint>() -> ParameterInitializer<Scalar> { { Tensor(ones: $0) } }

/// One number everywhere.
///
///     Dense(inputSize: 4, outputSize: 2, biasInitializer: constant(0.1))
public func constant<Scalar: TensorFloatingPoint>(_ value: Scalar) -> ParameterInitializer<Scalar> {
  { Tensor(repeating: value, shape: $0) }
}

/// The elements of `value`, for a parameter of its shape.
public func constant<Scalar: TensorFloatingPoint>(_ value: Tensor<Scalar>) -> ParameterInitializer<Scalar> {
  { shape in
    if value.diagnosis != nil || value.shape == shape { return value }
    let problem = "a value of shape \(value.shape) is none for a parameter of shape \(shape)"
    return Tensor(Node.poisoned(.argument(function: "constant", problem: problem, hint: "reshape the value")))
  }
}

/// S4TF's name for `constant`.
public func constantInitializer<Scalar: TensorFloatingPoint>(value: Scalar) -> ParameterInitializer<Scalar> { constant(value) }

/// S4TF's name for `constant`.
public func constantInitializer<Scalar: TensorFloatingPoint>(value: Tensor<Scalar>) -> ParameterInitializer<Scalar> { constant(value) }

/// `gain` on the diagonal and 0 elsewhere: a layer that hands on what it gets. For matrices.
///
///     Dense(inputSize: 4, outputSize: 4, weightInitializer: identityMatrix())
public func identityMatrix<Scalar: TensorFloatingPoint>(gain: Scalar = 1) -> ParameterInitializer<Scalar> {
  { shape in
    shape.rank == 2
      ? eye(rowCount: shape[0], columnCount: shape[1]) * gain : Tensor(Node.poisoned(.noMatrix("identityMatrix", shape)))
  }
}

extension Mistake {
  static func noMatrix(_ initializer: String, _ shape: TensorShape) -> Mistake {
    .argument(function: initializer, problem: "a parameter of shape \(shape) is no matrix", hint: "take zeros() or glorotUniform() for it")
  }
}
