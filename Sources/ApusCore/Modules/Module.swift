/// A value with parameters and a way to apply it: a model, or a part of one.
///
/// Parameters are found through the stored properties, without registration: a `var` of floating-point `Tensor` type is a parameter;
/// a `let`, and any other scalar type, is a constant. Arrays, optionals and dictionaries with `String` keys of modules are searched
/// as well, and so are `Variable`s.
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
