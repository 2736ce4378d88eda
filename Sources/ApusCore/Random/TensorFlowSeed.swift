/// Swift for TensorFlow's seeds, two numbers that are one in Apus: see `withRandomSeed`.
public typealias TensorFlowSeed = (graph: Int32, op: Int32)

/// Runs `body` with random numbers that start at `seed`: S4TF's name for `withRandomSeed`.
///
///     withRandomSeedForTensorFlow((graph: 0, op: 42)) { Tensor<Float>(randomNormal: [2]) }
///
/// The numbers are Apus's own, not those of TensorFlow.
public func withRandomSeedForTensorFlow<R>(_ seed: TensorFlowSeed, _ body: () throws -> R) rethrows -> R {
  try withRandomSeed(UInt64(UInt32(bitPattern: seed.graph)) << 32 | UInt64(UInt32(bitPattern: seed.op)), body)
}

/// Runs `body` with random numbers whose seed is the next number of `generator`.
///
///     var generator = SystemRandomNumberGenerator()
///     withRandomNumberGeneratorForTensorFlow(&generator) { Tensor<Float>(randomUniform: [2]) }
public func withRandomNumberGeneratorForTensorFlow<G: RandomNumberGenerator, R>(
  _ generator: inout G, _ body: () throws -> R
) rethrows -> R {
  try withRandomSeed(generator.next(), body)
}
