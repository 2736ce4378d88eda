/// An array of numbers with any number of axes: a value, computed when somebody reads it.
///
///     let x = Tensor<Float>([[1, 2, 3], [4, 5, 6]])
///     print(x.shape, x.sum())   // [2, 3] 21.0
///
/// Operations on tensors make a graph. A mistake, such as shapes that do not fit, makes a tensor that carries the mistake's diagnosis;
/// so does everything computed from it. `evaluated()`, training and saving throw the diagnosis, `scalars` and `print` trap with it.
public struct Tensor<Scalar: TensorScalar>: Sendable {
  package let handle: Handle

  package init(_ node: Node) { handle = Handle(node) }
  package init(handle: Handle) { self.handle = handle }

  /// What the tensor stands for in the graph.
  package var node: Node { handle.node }

  /// The extents of the axes, outermost first; empty for a scalar.
  public var shape: TensorShape { node.shape }

  /// The number of axes.
  public var rank: Int { node.rank }

  /// The number of elements.
  public var scalarCount: Int { node.type.elementCount }

  /// The type of the elements.
  public var dtype: DType { Scalar.dtype }

  public var isScalar: Bool { rank == 0 }

  /// The mistake that made this tensor unusable, if there was one.
  public var diagnosis: Diagnosis? { node.diagnosis }
}
