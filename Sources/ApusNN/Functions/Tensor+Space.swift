extension Tensor {
  /// The layout of arrays with `axes` axes of space.
  private static func layout(_ axes: Int) -> String {
    switch axes {
    case 1: "[batch, width, channels]"
    case 2: "[batch, height, width, channels]"
    default: "[batch, depth, height, width, channels]"
    }
  }

  /// The mistake that this tensor carries, or that it has not `axes` axes of space between batch and channels; else `nil`.
  func mistake(ifNotSpace axes: Int, for operation: String) -> Tensor? {
    if diagnosis != nil { return self }
    if rank == axes + 2 { return nil }
    return Tensor(Node.poisoned(.rank(operation: operation, shape: shape, expected: Self.layout(axes)), of: node))
  }
}
