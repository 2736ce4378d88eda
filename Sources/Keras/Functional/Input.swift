/// An input of a model that is put together by applying layers to it: Keras's functional style.
///
///     let image = Input(shape: [28, 28, 1])
///     let features = Conv2D(filters: 32, kernelSize: 3, activation: relu)(image)
///     print(features.shape)   // [nil, 26, 26, 32]
///     let classifier = Model(inputs: image, outputs: Dense(units: 10)(Flatten()(features)))
///
/// - Parameters:
///   - shape: without the batch.
///   - scalar: the scalar type; `Input(shape: [20], of: Int32.self)` for an `Embedding`.
public func Input<Scalar: TensorScalar>(
  shape: TensorShape, of scalar: Scalar.Type = Float.self, name: String? = nil
) -> SymbolicTensor<Scalar> {
  SymbolicTensor(SymbolicValue(input: shape, Scalar.dtype, name: name))
}
