/// How a file has the axes of a tensor that a model has in another order.
///
///     let convolution = TensorLayout(axes: [[3], [2], [0], [1]])        // PyTorch's
///     print(convolution.fileShape(of: [5, 5, 1, 6]))                    // Optional([6, 1, 5, 5])
public struct TensorLayout: Hashable, Sendable {
  /// For each axis of the file, outermost first, the axes of the model's tensor that it runs over: one, several as one, or none for an
  /// axis of a single element. `nil` where both are the same.
  public let axes: [[Int]]?

  /// As in the model.
  public static let same = TensorLayout(nil)

  /// A matrix with rows and columns exchanged.
  public static let transposed = TensorLayout(axes: [[1], [0]])

  public init(axes: [[Int]]) { self.init(axes) }

  private init(_ axes: [[Int]]?) { self.axes = axes }

  /// The shape in the file of a tensor that has `shape` in the model; `nil` for a tensor with other axes than the layout's.
  public func fileShape(of shape: [Int]) -> [Int]? {
    guard let axes else { return shape }
    guard axes.flatMap({ $0 }).sorted() == Array(shape.indices) else { return nil }
    return axes.map { $0.reduce(1) { $0 * shape[$1] } }
  }

  /// Puts elements of a file into the model's order, both row-major.
  ///
  /// - Parameters:
  ///   - shape: the model's, which fits the layout.
  ///   - width: the bytes of an element.
  func toModel(_ bytes: UnsafeRawBufferPointer, shape: [Int], width: Int) -> [UInt8] {
    let order = (axes ?? shape.indices.map { [$0] }).flatMap { $0 }
    var inverse = order
    for (place, axis) in order.enumerated() { inverse[axis] = place }
    return ElementOrder.transposed(bytes, shape: order.map { shape[$0] }, permutation: inverse, width: width)
  }

  /// Puts elements of a model into the file's order.
  func toFile(_ bytes: UnsafeRawBufferPointer, shape: [Int], width: Int) -> [UInt8] {
    let order = (axes ?? shape.indices.map { [$0] }).flatMap { $0 }
    return ElementOrder.transposed(bytes, shape: shape, permutation: order, width: width)
  }
}
