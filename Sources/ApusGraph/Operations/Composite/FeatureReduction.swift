import PJRT

/// One number or two for each feature of `[…, features]`, by a function in C where that is faster.
protocol FeatureReduction: CompositeOperation {
  static var target: String { get }
  static var handler: ForeignCall.Handler { get }
}

extension FeatureReduction {
  func lower(_ operands: [Value], to result: TensorType, _ emitter: inout Emitter) throws -> Value {
    guard emitter.sumsFeaturesByCall(operands[0].type) else { return try emitter.inline(decomposition, operands) }
    return try emitter.customCall(Self.target, by: Self.handler, operands, to: result)
  }

  func hostCost(of operands: [TensorType], to result: TensorType) -> Int { operands[0].elementCount * 4 }
}

extension TensorType {
  /// Of `[…, features]`, two numbers for each feature: `[2, features]`.
  func featurePairs(for operation: String) throws(Mistake) -> TensorType {
    guard dtype == .float32 || dtype == .float64 else { throw .unsupportedDType(operation: operation, dtype, expected: "Float, Double") }
    guard let features = shape.last else { throw .rank(operation: operation, shape: shape, expected: "[…, features]") }
    return TensorType(dtype, [2, features])
  }
}

extension Node {
  /// Of `[…, features]`, how many elements each feature has.
  var rowCount: Double { Double(shape.dropLast().reduce(1, *)) }

  /// One of the rows of `[2, features]`.
  func featureRow(_ index: Int) -> Node { sliced(index..<index + 1, alongAxis: 0).reshaped(to: [shape[1]]) }

  /// `[features]` repeated for each row of `other`, `[…, features]`.
  func forEachRow(of other: Node) -> Node { .make(Broadcast(to: other.shape, axes: [other.rank - 1]), self) }
}

extension Emitter {
  /// XLA adds features up in loops that wait for each addition. Forward and backward, batch normalisation and ReLU of 32 × 32 × 32 × 16
  /// elements took 1.99 ms of a processor's time with its sums.
  func sumsFeaturesByCall(_ type: TensorType) -> Bool {
    style == .tuned && type.dtype == .float32 && type.elementCount >= 4_096 && type.shape[type.rank - 1] <= 1 << 20
  }
}
