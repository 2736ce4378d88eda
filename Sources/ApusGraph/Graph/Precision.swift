/// In which type products of matrices of `Float` are computed.
///
///     withPrecision(.mixedBFloat16) {
///       let (loss, gradient) = valueWithGradient(at: model) { softmaxCrossEntropy(logits: $0(x), labels: y) }
///       optimizer.update(&model, along: gradient)
///     }
///
/// With mixed precision the operands of a product are rounded to 16 bits, and its result is a `Float`, added up in `Float`; so are the
/// products that derivatives are made of. Everything else stays what it is: weights and slots, sums, norms, losses. Convolutions do
/// too: on XLA:CPU they gain nothing (3.0 instead of 2.2 ms), where a product of 1024 × 1024 takes 6.2 instead of 21 ms.
public enum Precision: Hashable, Sendable {
  case float32
  /// The range of `Float` with 8 bits of precision.
  case mixedBFloat16
  /// 11 bits of precision, and no numbers below 6e-8 or above 65,504: gradients need a `LossScaling`.
  case mixedFloat16

  var operands: DType? {
    switch self {
    case .float32: nil
    case .mixedBFloat16: .bfloat16
    case .mixedFloat16: .float16
    }
  }
}

/// Runs `body` with products in the given precision. What it makes keeps it, also when it is computed later.
public func withPrecision<R>(_ precision: Precision, _ body: () throws -> R) rethrows -> R {
  let context = Context.local.with()
  context.precision = precision
  return try withContext(context, body)
}

extension DotGeneral {
  /// The product in the precision of the context.
  func inLocalPrecision(_ operands: [Node]) -> Node {
    var product = self
    if operands.allSatisfy({ $0.dtype == .float32 }) { product.roundedTo = Context.local.precision.operands }
    return .make(product, operands)
  }
}
