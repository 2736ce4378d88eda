/// Blocks of channels as blocks of pixels: images `[n, h, w, b·b·c]` become `[n, b·h, b·w, c]`.
///
///     let x = Tensor<Float>(shape: [1, 1, 1, 4], scalars: [1, 2, 3, 4])
///     print(depthToSpace(x, blockSize: 2).shape)   // [1, 2, 2, 1]
///
/// - Parameter blockSize: b, at least 1; its square must divide the channels.
@inline(never)
public func depthToSpace<Scalar>(_ input: Tensor<Scalar>, blockSize b: Int) -> Tensor<Scalar> {
  rearranged(input, for: "depthToSpace", blockSize: b, fits: { $0[3].isMultiple(of: b * b) }) { shape in
    let (n, h, w, c) = (shape[0], shape[1], shape[2], shape[3] / (b * b))
    return input.node.reshaped(to: [n, h, w, b, b, c]).transposed(permutation: [0, 1, 3, 2, 4, 5]).reshaped(to: [n, h * b, w * b, c])
  }
}

/// Blocks of pixels as blocks of channels: images `[n, b·h, b·w, c]` become `[n, h, w, b·b·c]`; the opposite of `depthToSpace`.
///
/// - Parameter blockSize: b, at least 1; it must divide height and width.
@inline(never)
public func spaceToDepth<Scalar>(_ input: Tensor<Scalar>, blockSize b: Int) -> Tensor<Scalar> {
  rearranged(input, for: "spaceToDepth", blockSize: b, fits: { $0[1].isMultiple(of: b) && $0[2].isMultiple(of: b) }) { shape in
    let (n, h, w, c) = (shape[0], shape[1] / b, shape[2] / b, shape[3])
    return input.node.reshaped(to: [n, h, b, w, b, c]).transposed(permutation: [0, 1, 3, 2, 4, 5]).reshaped(to: [n, h, w, b * b * c])
  }
}

private func rearranged<Scalar>(
  _ input: Tensor<Scalar>, for operation: String, blockSize: Int, fits: (TensorShape) -> Bool, _ body: (TensorShape) -> Node
) -> Tensor<Scalar> {
  if input.diagnosis != nil { return input }
  guard input.rank == 4 else {
    return Tensor(
      Node.poisoned(.rank(operation: operation, shape: input.shape, expected: "[batch, height, width, channels]"), of: input.node))
  }
  guard (1...1 << 15).contains(blockSize), fits(input.shape) else {
    let problem = "blocks of \(blockSize) do not divide it"
    return Tensor(Node.poisoned(.attribute(operation: operation, problem: problem, operand: input.shape), of: input.node))
  }
  return Tensor(body(input.shape))
}
