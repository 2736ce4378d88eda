// Products of matrices and convolutions.

extension DotGeneral: TensorFlowOperation {
  func write(
    _ operands: [TensorFlowValue], to result: TensorType, other: any Operation, _ graph: inout TensorFlowGraph
  ) throws -> TensorFlowValue {
    try requireSame(other)
    let (left, right) = (try graph.full(operands[0]), try graph.full(operands[1]))
    guard roundedTo == nil, leftContracting.count == 1 else { throw missing }
    let (l, r) = (left.type.rank, right.type.rank)
    if leftBatch.isEmpty, l == 2, r == 2 { return matrices(left, right, to: result, &graph) }
    if leftBatch.isEmpty, r == 2, leftContracting == [l - 1] { return try rows(left, right, to: result, &graph) }
    let batch = Array(0..<l - 2)
    guard l == r, leftBatch == batch, rightBatch == batch, leftContracting[0] >= l - 2, rightContracting[0] >= r - 2 else { throw missing }
    return graph.add(
      "BatchMatMulV2", [left, right],
      ["T": .type(result.dtype), "adj_x": .bool(leftContracting[0] == l - 2), "adj_y": .bool(rightContracting[0] == r - 1)], to: result)
  }

  private func matrices(
    _ left: TensorFlowValue, _ right: TensorFlowValue, to result: TensorType, _ graph: inout TensorFlowGraph
  ) -> TensorFlowValue {
    graph.add(
      "MatMul", [left, right],
      ["T": .type(result.dtype), "transpose_a": .bool(leftContracting == [0]), "transpose_b": .bool(rightContracting == [1])],
      output: "product", to: result)
  }

  /// The vectors along the last axis, whatever the axes before, as the rows of one matrix.
  private func rows(
    _ left: TensorFlowValue, _ right: TensorFlowValue, to result: TensorType, _ graph: inout TensorFlowGraph
  ) throws -> TensorFlowValue {
    let outer = left.type.shape.dropLast()
    let count = outer.contains { $0 < 0 } ? -1 : TensorShape(outer).contiguousSize
    func matrix(_ type: TensorType) -> TensorType { TensorType(type.dtype, [count, type.shape[type.rank - 1]]) }
    var product = self
    product.leftContracting = [1]
    let flat = try graph.reshape(left, to: matrix(left.type))
    return try graph.reshape(product.matrices(flat, right, to: matrix(result), &graph), to: result)
  }
}

extension Convolution: TensorFlowOperation {
  func write(
    _ operands: [TensorFlowValue], to result: TensorType, other: any Operation, _ graph: inout TensorFlowGraph
  ) throws -> TensorFlowValue {
    try requireSame(other)
    let plain = Convolution(windows)
    guard windows.count == 2, input == plain.input, filter == plain.filter, output == plain.output, batchGroups == 1, roundedTo == nil,
      windows.allSatisfy({ $0.inputDilation == 1 })
    else { throw missing }
    var image = try graph.full(operands[0]), weights = try graph.full(operands[1])
    let size = [weights.type.shape[0], weights.type.shape[1]]
    let padding = try graph.padding(of: &image, size, windows, filling: 0)
    var attributes: [String: TensorFlowGraph.Attribute] = [
      "T": .type(result.dtype), "strides": .integers([1] + windows.map(\.stride) + [1]), "padding": .text(padding),
      "dilations": .integers([1] + windows.map(\.filterDilation) + [1]),
    ]
    let channels = image.type.shape[3]
    if featureGroups == 1 {
      // Converters ask for it although it is the default.
      attributes["data_format"] = .text("NHWC")
      return graph.add("Conv2D", [image, weights], attributes, to: result)
    }
    guard featureGroups == channels, weights.type.shape[2] == 1 else { throw missing }
    let perChannel = TensorType(result.dtype, TensorShape(size + [channels, weights.type.shape[3] / channels]))
    weights = try graph.reshape(weights, to: perChannel)
    attributes["data_format"] = .text("NHWC")
    return graph.add("DepthwiseConv2dNative", [image, weights], attributes, to: result)
  }
}

extension TensorFlowGraph {
  /// `VALID` or `SAME`, as TensorFlow counts them for images `[batch, height, width, channels]`; an image with other padding is padded
  /// first.
  ///
  /// - Parameter size: height and width of the window.
  mutating func padding(
    of image: inout TensorFlowValue, _ size: [Int], _ windows: [Convolution.Window], filling: UInt64
  ) throws -> String {
    if windows.allSatisfy({ $0.padding == (0, 0) }) { return "VALID" }
    let extents = image.type.shape.dimensions
    guard extents[1] >= 0, extents[2] >= 0 else { throw MissingOperation(operation: Convolution.name) }
    let isSame = windows.indices.allSatisfy { axis in
      let (extent, window) = (extents[axis + 1], windows[axis])
      let covered = (size[axis] - 1) * window.filterDilation + 1
      let total = max(0, ((extent + window.stride - 1) / window.stride - 1) * window.stride + covered - extent)
      return window.padding == (total / 2, total - total / 2)
    }
    if isSame { return "SAME" }
    guard windows.allSatisfy({ $0.padding.low >= 0 && $0.padding.high >= 0 }) else { throw MissingOperation(operation: Convolution.name) }
    let low = [0] + windows.map(\.padding.low) + [0], high = [0] + windows.map(\.padding.high) + [0]
    let padded = TensorType(
      image.type.dtype, TensorShape(extents.indices.map { extents[$0] < 0 ? extents[$0] : extents[$0] + low[$0] + high[$0] }))
    let scalar = scalar(bits: filling, image.type.dtype)
    image = try self.padded(image, with: scalar, low, high, to: padded)
    return "VALID"
  }
}
