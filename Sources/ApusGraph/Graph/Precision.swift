/// In which type products of matrices, and convolutions, of `Float` are computed.
///
///     withPrecision(.mixedBFloat16) {
///       let (loss, gradient) = valueWithGradient(at: model) { softmaxCrossEntropy(logits: $0(x), labels: y) }
///       optimizer.update(&model, along: gradient)
///     }
///
/// With mixed precision the operands of a product or a convolution are rounded to 16 bits, and its result is a `Float`, added up in
/// `Float`; so are the products and convolutions that derivatives are made of. Everything else stays what it is: weights and slots, sums,
/// norms, losses. On XLA:CPU a product of 1024 × 1024 takes 6.2 instead of 21 ms. A convolution of 16-bit operands would take longer there
/// (3.0 instead of 2.2 ms), so its rounded operands are `Float` again when they are multiplied: the same numbers, and no gain.
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

/// Runs `body` with products and convolutions in the given precision. What it makes keeps it, also when it is computed later.
public func withPrecision<R>(_ precision: Precision, _ body: () throws -> R) rethrows -> R {
  let context = Context.local.with()
  context.precision = precision
  return try withContext(context, body)
}
