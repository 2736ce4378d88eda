/// Folds the elements under a window that slides along every axis. Places outside the operand count as the fold's identity.
struct ReduceWindow: Operation {
  static let name = "reduceWindow"

  /// What is made of the elements under the window.
  enum Fold: String, Hashable, Sendable, CaseIterable {
    case sum = "add", max = "maximum", min = "minimum"

    func identity(_ dtype: DType) -> UInt64 {
      switch self {
      case .sum: 0
      case .max: dtype.bits(of: -.infinity)
      case .min: dtype.bits(of: .infinity)
      }
    }
  }

  let fold: Fold
  /// The extent of the window along each axis.
  let sizes: [Int]
  /// Stride, padding and dilations along each axis; `filterDilation` is the distance of neighbours under the window.
  let windows: [Convolution.Window]

  func resultType(of operands: [TensorType]) throws(Mistake) -> TensorType { try resultType(of: operands, for: Self.name) }

  /// - Parameter name: the operation that the mistake is about.
  func resultType(of operands: [TensorType], for name: String) throws(Mistake) -> TensorType {
    guard operands.count == 1 else { throw .operandCount(operation: name, given: operands.count, expected: "one operand") }
    let (dtype, shape) = (operands[0].dtype, operands[0].shape)
    guard dtype.isNumber else { throw .unsupportedDType(operation: name, dtype, expected: "a number") }
    guard sizes.count == shape.rank, windows.count == shape.rank else {
      throw .rank(operation: name, shape: shape, expected: "rank \(sizes.count), one axis for each extent of the window \(sizes)")
    }
    for (size, window) in zip(sizes, windows)
    where size < 1 || window.stride < 1 || window.inputDilation < 1 || window.filterDilation < 1 {
      throw .attribute(operation: name, problem: "a window's extents, strides and dilations are at least 1", operand: shape)
    }
    for (size, window) in zip(sizes, windows) where !size.isExtent || !window.hasExtents {
      throw .attribute(operation: name, problem: "a window, stride, dilation or padding of 2³¹ or more", operand: shape)
    }
    let extents = shape.indices.map { windows[$0].outputExtent(input: shape[$0], filter: sizes[$0]) }
    return TensorType(dtype, TensorShape(extents))
  }

  func vectorized(_ operands: [ExampleOperand]) -> Node? {
    .make(ReduceWindow(fold: fold, sizes: [1] + sizes, windows: [.init()] + windows), operands[0].node)
  }

  func hostCost(of operands: [TensorType], to result: TensorType) -> Int {
    TensorShape([result.elementCount, 4] + sizes).contiguousSize
  }

  func lower(_ operands: [Value], to result: TensorType, _ emitter: inout Emitter) throws -> Value {
    let scalar = TensorType(result.dtype, .scalar)
    let initial = emitter.constant(bits: fold.identity(result.dtype), scalar)
    let padding = windows.map { "[\($0.padding.low), \($0.padding.high)]" }.joined(separator: ", ")
    return emitter.define(
      """
      "stablehlo.reduce_window"(\(operands[0].name), \(initial.name)) (\(emitter.region(combining: fold.rawValue, result.dtype))) \
      {window_dimensions = \(sizes.arrayAttribute), window_strides = \(windows.map(\.stride).arrayAttribute), \
      base_dilations = \(windows.map(\.inputDilation).arrayAttribute), window_dilations = \(windows.map(\.filterDilation).arrayAttribute), \
      padding = dense<\(windows.isEmpty ? "" : "[\(padding)]")> : tensor<\(windows.count)x2xi64>} : \
      (\(operands[0].type.stableHLO), \(scalar.stableHLO)) -> \(result.stableHLO)
      """, result)
  }
}
