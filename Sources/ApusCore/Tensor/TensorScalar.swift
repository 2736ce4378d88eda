@_exported import ApusGraph  // `TensorShape`, `Context`, `Diagnosis` and `BFloat16` are part of this module's interface.

/// A value that a tensor can hold.
///
/// `Int` is left out on purpose: `Tensor([1, 2, 3])` is a `Tensor<Int32>`, as in TensorFlow.
public protocol TensorScalar: Element {}

/// A number that a tensor can hold.
public protocol TensorNumber: TensorScalar, NumberElement, ExpressibleByIntegerLiteral {}

/// A floating-point number that a tensor can hold: what gradients are taken of.
public protocol TensorFloatingPoint: TensorNumber, FloatElement, ExpressibleByFloatLiteral {}

extension Bool: TensorScalar {}
extension Int8: TensorNumber {}
extension Int16: TensorNumber {}
extension UInt8: TensorNumber {}
extension UInt16: TensorNumber {}
extension Int32: TensorNumber {}
extension Int64: TensorNumber {}
extension UInt32: TensorNumber {}
extension UInt64: TensorNumber {}
extension Float16: TensorFloatingPoint {}
extension BFloat16: TensorFloatingPoint {}
extension Float: TensorFloatingPoint {}
extension Double: TensorFloatingPoint {}
