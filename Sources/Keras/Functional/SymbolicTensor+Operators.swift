// What Keras has as `layers.add`, `layers.concatenate` and so on, and Python's operators: functions of symbolic tensors.

extension SymbolicTensor {
  /// Records a function of this tensor: a `Lambda` layer.
  ///
  ///     let doubled = features.map { 2 * $0 }
  public func map<R: TensorScalar>(_ function: @escaping @Sendable (Tensor<Scalar>) -> Tensor<R>) -> SymbolicTensor<R> {
    SymbolicTensor<R>(SymbolicValue(NetworkLayer(Function(function)), [value]))
  }
}

/// Records a function of several tensors of one type.
private func combining<Scalar: TensorScalar>(
  _ name: String, _ values: [SymbolicTensor<Scalar>], _ function: @escaping @Sendable ([Tensor<Scalar>]) -> Tensor<Scalar>
) -> SymbolicTensor<Scalar> {
  let module = Function<[Tensor<Scalar>], Tensor<Scalar>>(function)
  let layer = NetworkLayer(module, type: name) { module, inputs in
    let tensors = inputs.compactMap { $0.typed(Scalar.self) }
    guard let module = module as? Function<[Tensor<Scalar>], Tensor<Scalar>>, tensors.count == inputs.count, !tensors.isEmpty else {
      return [NetworkLayer.mistake(name, takes: [Scalar.dtype], not: inputs)]
    }
    return [AnyTensor(module(tensors))]
  }
  return SymbolicTensor(SymbolicValue(layer, values.map(\.value)))
}

/// The tensors beside each other along an axis.
public func concatenate<Scalar: TensorScalar>(_ values: [SymbolicTensor<Scalar>], alongAxis axis: Int = -1) -> SymbolicTensor<Scalar> {
  combining("Concatenate", values) { Tensor(concatenating: $0, alongAxis: axis) }
}

/// The mean of tensors, element by element.
public func average(_ values: [SymbolicTensor<Float>]) -> SymbolicTensor<Float> {
  combining("Average", values) { tensors in tensors.dropFirst().reduce(tensors[0], +) / Float(tensors.count) }
}

extension SymbolicTensor where Scalar == Float {
  public static func + (a: Self, b: Self) -> Self { combining("Add", [a, b]) { $0[0] + $0[1] } }
  public static func - (a: Self, b: Self) -> Self { combining("Subtract", [a, b]) { $0[0] - $0[1] } }
  public static func * (a: Self, b: Self) -> Self { combining("Multiply", [a, b]) { $0[0] * $0[1] } }
  public static func / (a: Self, b: Self) -> Self { combining("Divide", [a, b]) { $0[0] / $0[1] } }
}
