/// What layers make of the inputs of a model, before there is data: layers that are applied to it are recorded, and run again in training
/// and in use.
///
/// A mistake, such as shapes that do not fit, is carried along like that of a tensor, and thrown when the model is used.
public struct SymbolicTensor<Scalar: TensorScalar>: Symbolic {
  public let value: SymbolicValue

  init(_ value: SymbolicValue) { self.value = value }

  /// The extents of the axes; `nil` for one that depends on the number of samples.
  public var shape: [Int?] { value.shape }

  /// The mistake that makes this unusable, if there was one.
  public var diagnosis: Diagnosis? { value.diagnosis }
}

/// A symbolic tensor of any scalar type.
public protocol Symbolic {
  var value: SymbolicValue { get }
}

extension Layer {
  /// Records the application of this layer.
  public func callAsFunction<S: TensorScalar, R: TensorScalar>(_ input: SymbolicTensor<S>) -> SymbolicTensor<R>
  where Input == Tensor<S>, Output == Tensor<R> {
    SymbolicTensor(SymbolicValue(NetworkLayer(self), [input.value]))
  }
}

extension Model {
  /// Records the application of this model as a layer of another one, with the weights that it has now.
  public func callAsFunction<S: TensorScalar>(_ input: SymbolicTensor<S>) -> SymbolicTensor<Float> { self([input]) }

  /// Likewise for a model of several inputs. Of several outputs it is the first.
  public func callAsFunction(_ inputs: [any Symbolic]) -> SymbolicTensor<Float> {
    SymbolicTensor(SymbolicValue(NetworkLayer(network, named: name), inputs.map(\.value)))
  }
}
