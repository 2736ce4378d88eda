/// `count` random words (`UInt32`) for a state `[key, counter]` of two `UInt64`: the same state gives the same words everywhere.
///
/// Words 2i and 2i + 1 are the Threefry block of counter + i, low halves first: the order of XLA's `THREE_FRY`, which makes a million
/// words in 6.2 ms (its `PHILOX` takes 22, Threefry written out in StableHLO 18).
struct RandomBits: Operation {
  static let name = "randomBits"
  let count: Int

  func resultType(of operands: [TensorType]) throws(Mistake) -> TensorType {
    guard operands.count == 1 else { throw .operandCount(operation: Self.name, given: operands.count, expected: "one state") }
    guard operands[0].dtype == .uint64 else {
      throw .unsupportedDType(operation: Self.name, operands[0].dtype, expected: "a state of UInt64")
    }
    guard operands[0].shape == [2] else {
      throw .rank(operation: Self.name, shape: operands[0].shape, expected: "a state of shape [2]: key and counter")
    }
    guard count >= 0 else { throw .attribute(operation: Self.name, problem: "the count \(count) is negative", operand: operands[0].shape) }
    return TensorType(.uint32, [count])
  }

  func pullback(_ cotangent: Node, operands: [Node], result: Node) -> [Node?] { [nil] }

  func lower(_ operands: [Value], to result: TensorType, _ emitter: inout Emitter) throws -> Value {
    let state = operands[0].type.stableHLO
    let both = emitter.define(
      "stablehlo.rng_bit_generator \(operands[0].name), algorithm = THREE_FRY : (\(state)) -> (\(state), \(result.stableHLO))", count: 2)
    return Value(name: both + "#1", type: result)
  }

  func evaluate(_ operands: [HostArray], to result: TensorType) throws -> HostArray {
    let output = try HostArray(uninitialized: result)
    let state = operands[0].elements(UInt64.self), words = output.elements(UInt32.self)
    let key = halves(state[0])
    for index in stride(from: 0, to: count, by: 2) {
      let block = Threefry.block(key: key, counter: halves(state[1] &+ UInt64(index / 2)))
      words[index] = block.0
      if index + 1 < count { words[index + 1] = block.1 }
    }
    return output
  }

  private func halves(_ word: UInt64) -> Threefry.Words { (UInt32(truncatingIfNeeded: word), UInt32(truncatingIfNeeded: word >> 32)) }

  func hostCost(of operands: [TensorType], to result: TensorType) -> Int { count * 20 }
}

extension Node {
  /// `count` random words, `UInt32`.
  ///
  /// The words of counters `counter` to `counter + count / 2` are used, so draws with one key and counters that far apart, such as
  /// multiples of 2³², have nothing in common.
  ///
  /// - Parameters:
  ///   - key: a scalar of `UInt64`: the seed.
  ///   - counter: a scalar of `UInt64`: the place in the seed's sequence.
  public static func randomBits(count: Int, key: Node, counter: Node) -> Node {
    .make(RandomBits(count: count), concatenated([key.reshaped(to: [1]), counter.reshaped(to: [1])], alongAxis: 0))
  }

  /// A scalar of `UInt64`, as random draws take it for key and counter.
  public static func randomState(_ word: UInt64, device: DeviceID? = nil) -> Node {
    .constant(bits: word, TensorType(.uint64, .scalar), device: device)
  }
}
