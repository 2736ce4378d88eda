extension Tensor {
  /// The elements that indices and ranges name, axis by axis; see `TensorRange`. Axes that are not named are taken whole.
  ///
  ///     var x = Tensor<Float>([[1, 2, 3], [4, 5, 6]])
  ///     print(x[1], x[..., 0], x[0, 1])   // [4.0, 5.0, 6.0] [1.0, 4.0] 2.0
  ///     x[0, 1..<3] = Tensor<Float>(0)
  ///     print(x[0])                       // [1.0, 0.0, 0.0]
  ///
  /// A new value is broadcast to the shape of what it replaces. Gradients pass to what was read and to what was written.
  public subscript(ranges: any TensorRangeExpression...) -> Tensor {
    @inline(never) get { selecting(ranges) }
    @inline(never) set { self = replacing(ranges, with: newValue) }
  }

  // `...` alone has a type of its own that conforms to nothing: one form for each place where it is of use.

  public subscript(_: UnboundedRange, ranges: any TensorRangeExpression...) -> Tensor {
    @inline(never) get { selecting([TensorRange.ellipsis] + ranges) }
    @inline(never) set { self = replacing([TensorRange.ellipsis] + ranges, with: newValue) }
  }

  public subscript(first: any TensorRangeExpression, _: UnboundedRange, ranges: any TensorRangeExpression...) -> Tensor {
    @inline(never) get { selecting([first, TensorRange.ellipsis] + ranges) }
    @inline(never) set { self = replacing([first, TensorRange.ellipsis] + ranges, with: newValue) }
  }

  public subscript(
    first: any TensorRangeExpression, second: any TensorRangeExpression, _: UnboundedRange, ranges: any TensorRangeExpression...
  ) -> Tensor {
    @inline(never) get { selecting([first, second, TensorRange.ellipsis] + ranges) }
    @inline(never) set { self = replacing([first, second, TensorRange.ellipsis] + ranges, with: newValue) }
  }

  @inline(never)
  private func selecting(_ ranges: [any TensorRangeExpression]) -> Tensor { Tensor(node.selecting(ranges.map(\.tensorRange))) }

  @inline(never)
  private func replacing(_ ranges: [any TensorRangeExpression], with value: Tensor) -> Tensor {
    Tensor(node.replacing(ranges.map(\.tensorRange), with: value.node))
  }
}

extension Node {
  fileprivate func selecting(_ ranges: [TensorRange]) -> Node {
    if diagnosis != nil { return self }
    do {
      let selection = try Selection(ranges, of: shape)
      return sliced(from: selection.start, to: selection.limit, strides: selection.strides)
        .reversed(along: selection.reversed).reshaped(to: selection.shape)
    } catch {
      return .failed(error)
    }
  }

  fileprivate func replacing(_ ranges: [TensorRange], with value: Node) -> Node {
    if diagnosis != nil { return self }
    do {
      let selection = try Selection(ranges, of: shape)
      let block = value.broadcast(to: selection.shape).reshaped(to: selection.extents).reversed(along: selection.reversed)
      if block.diagnosis != nil || selection.extents.contiguousSize == 0 { return block.diagnosis != nil ? block : self }
      return replacing(selection, with: block)
    } catch {
      return .failed(error)
    }
  }

  /// The block goes where it belongs among zeros, and a mask made the same way chooses it there.
  private func replacing(_ selection: Selection, with block: Node) -> Node {
    if selection.extents == shape { return block }
    let ends = shape.indices.map { shape[$0] - selection.limit[$0] }, gaps = selection.strides.map { $0 - 1 }
    let spread = { (node: Node) in node.padded(low: selection.start, high: ends, interior: gaps) }
    let mask = spread(.constant(1, TensorType(.bool, block.shape), device: device))
    return .select(mask, spread(block), self)
  }
}
