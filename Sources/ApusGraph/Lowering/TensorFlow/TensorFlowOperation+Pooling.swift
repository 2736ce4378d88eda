// Pools of images.

extension MaxPool: TensorFlowOperation {
  func write(
    _ operands: [TensorFlowValue], to result: TensorType, other: any Operation, _ graph: inout TensorFlowGraph
  ) throws -> TensorFlowValue {
    try requireSame(other)
    return try graph.pool(
      "MaxPool", operands[0], sizes, windows, to: result, filling: ReduceWindow.Fold.max.identity(result.dtype), missing)
  }
}

extension AveragePool: TensorFlowOperation {
  func write(
    _ operands: [TensorFlowValue], to result: TensorType, other: any Operation, _ graph: inout TensorFlowGraph
  ) throws -> TensorFlowValue {
    try requireSame(other)
    return try graph.pool("AvgPool", operands[0], sizes, windows, to: result, filling: nil, missing)
  }
}

extension TensorFlowGraph {
  /// - Parameter filling: what padding consists of; `nil` where it must not count.
  fileprivate mutating func pool(
    _ operation: String, _ operand: TensorFlowValue, _ sizes: [Int], _ windows: [Convolution.Window], to result: TensorType,
    filling: UInt64?, _ missing: MissingOperation
  ) throws -> TensorFlowValue {
    let outer = [windows.first, windows.last]
    guard sizes.count == 4, sizes[0] == 1, sizes[3] == 1, outer.allSatisfy({ $0 == Convolution.Window() }),
      windows.allSatisfy({ $0.inputDilation == 1 && $0.filterDilation == 1 })
    else { throw missing }
    var image = try full(operand)
    let space = Array(windows[1...2])
    let padding = try padding(of: &image, Array(sizes[1...2]), space, filling: filling ?? 0)
    // TensorFlow leaves padding out of a mean only where it pads itself.
    if filling == nil, padding == "VALID", space.contains(where: { $0.padding != (0, 0) }) { throw missing }
    return add(
      operation, [image],
      [
        "T": .type(result.dtype), "ksize": .integers(sizes), "strides": .integers([1] + space.map(\.stride) + [1]),
        "padding": .text(padding), "data_format": .text("NHWC"),
      ], to: result)
  }
}
