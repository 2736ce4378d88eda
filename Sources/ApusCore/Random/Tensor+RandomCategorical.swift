extension Tensor where Scalar: TensorNumber & IntegerElement {
  /// Classes drawn with the probabilities softmax(logits), for each row of the logits by itself.
  ///
  ///     let words = Tensor<Int32>(randomCategorialLogits: logits, sampleCount: 1, seed: 7)   // [batch, 1] from [batch, classes]
  ///
  /// The name is spelled as in Swift for TensorFlow. A class is where logit − log(−log u) is largest, with uniform u for each class and
  /// draw (E. J. Gumbel, "Statistical theory of extreme values", 1954); no gradient passes to the logits. A class of logit −∞ is never
  /// drawn, unless all are.
  ///
  /// - Parameters:
  ///   - logits: `[batch, classes]`, at least one class.
  ///   - sampleCount: how many are drawn for each row.
  ///   - seed: as for `init(randomUniform:from:to:seed:)`.
  @inline(never)
  public init<Logits: TensorFloatingPoint>(randomCategorialLogits logits: Tensor<Logits>, sampleCount: Int, seed: Int? = nil) {
    if logits.diagnosis != nil { self.init(logits.node); return }
    guard logits.rank == 2, logits.shape[1] > 0 else {
      let mistake = Mistake.rank(operation: "randomCategorial", shape: logits.shape, expected: "[batch, classes], with classes")
      self.init(Node.poisoned(mistake, of: logits.node))
      return
    }
    let shape: TensorShape = [logits.shape[0], sampleCount, logits.shape[1]]
    // In Double, whatever the logits are: u is never so coarse that a rare class cannot be drawn.
    let uniform = Tensor<Double>(randomUniform: shape, seed: seed)
    let scores = Tensor<Double>(logits).expandingShape(at: 1) - log(-log(uniform))
    self.init(scores.argmax(squeezingAxis: 2))
  }
}
