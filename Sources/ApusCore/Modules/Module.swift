/// A value with parameters and a way to apply it: a model, or a part of one.
///
/// Parameters are found through the stored properties, without registration: a `var` of floating-point `Tensor` type is a parameter;
/// a `let`, and any other scalar type, is a constant. Members of struct, tuple and protocol types (`any Layer`), optionals, arrays and
/// dictionaries with `String` keys are searched; of classes the `Variable`s are, which are trained as well unless they are made with
/// `isTrainable: false`. `@Frozen var` says of a member that it is not trained, `freeze` of any part of a model at any time.
///
/// A tensor that looks trained and cannot be replaced is never passed over in silence: one in a property of a class, in an enum, in a
/// `Set`, in a dictionary with other keys. Gradients at the model are the diagnosis that names it, `fit` and `saveWeights` throw it.
///
///     struct Line: Module {
///       var w = Tensor<Float>(5)
///       var b = Tensor<Float>(0)
///       func callAsFunction(_ x: Tensor<Float>) -> Tensor<Float> { w * x + b }
///     }
public protocol Module<Input, Output> {
  associatedtype Input
  associatedtype Output
  func callAsFunction(_ input: Input) -> Output

  /// Calls `visit` with each parameter in the order of the stored properties. The default finds them by reflection.
  mutating func visitParameters(_ visit: (ParameterPath, inout Parameter) -> Void)
}

/// A module from tensors to tensors, as models are built of.
public protocol Layer<Input, Output>: Module {}

extension Module {
  public mutating func visitParameters(_ visit: (ParameterPath, inout Parameter) -> Void) { walkParameters(of: &self, visit) }
}
