/// An argument of a function that is exported: its name, its scalar type and its shape.
///
///     TensorSpec<Float>("image", [nil, 28, 28, 1])   // any number of images
///     TensorSpec<Int32>("labels", [32])
///
/// Extents that are `nil` may be any number, the same for all arguments of a function: the number of examples.
public struct TensorSpec<Scalar: TensorScalar>: Hashable, Sendable {
  /// Letters, digits and underscores.
  public let name: String
  public let shape: [Int?]

  public init(_ name: String, _ shape: [Int?]) { (self.name, self.shape) = (name, shape) }

  var argument: ExportedArgument { ExportedArgument(name: name, dtype: Scalar.dtype, shape: shape) }
}

/// A `TensorSpec` of any scalar type.
struct ExportedArgument: Hashable {
  let name: String
  let dtype: DType
  let shape: [Int?]

  var isSymbolic: Bool { shape.contains(nil) }

  /// The type for a number of examples.
  func type(batchSize: Int) -> TensorType { TensorType(dtype, TensorShape(shape.map { $0 ?? batchSize })) }
}
