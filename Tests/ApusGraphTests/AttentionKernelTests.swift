import ApusTesting
import CKernels
import Testing

@testable import ApusGraph

/// Attention by a function in C. `OperationTable` compares it with the definition.
@Suite(.enabled(if: TestDevice.isAvailable && cattention_is_fast() != 0, "needs the XLA plugin and a processor with AVX-512"))
struct AttentionKernelTests {
  private static func attention(_ shape: TensorShape, isCausal: Bool = true, scale: Double = 0.5) throws -> Program {
    try Program(
      tracing: { .selfAttention(query: $0[0], key: $0[1], value: $0[2], isCausal: isCausal, scale: scale) },
      [TensorType](repeating: TensorType(.float32, shape), count: 3))
  }

  @Test func itIsCalledForManyElements() throws {
    #expect(try !Self.attention([1, 16, 2, 8]).stableHLO().contains("@apus_attention"))
    #expect(try Self.attention([2, 64, 2, 16]).stableHLO().contains("@apus_attention"))
    #expect(try !Self.attention([2, 64, 2, 16], scale: -1).stableHLO().contains("@apus_attention"))
    #expect(try !Self.attention([2, 64, 2, 24]).stableHLO().contains("@apus_attention"))
    #expect(try !Self.attention([2, 64, 2, 16]).stableHLO(style: .portable).contains("custom_call"))
  }

  @Test(arguments: [true, false]) func nothingBehindAPlaceReachesItIfItIsCausal(_ isCausal: Bool) throws {
    let shape: TensorShape = [2, 64, 2, 16]
    func result(_ last: Float) throws -> [Float] {
      var numbers = try HostArray.random(TensorType(.float32, shape), seed: 1).array(of: Float.self)
      let place = 63 * 32
      numbers.replaceSubrange(place..<place + 32, with: [Float](repeating: last, count: 32))
      let x = try HostArray(numbers, shape: shape)
      return try TestDevice.run(Self.attention(shape, isCausal: isCausal), [x, x, x])[0].array(of: Float.self)
    }
    let (one, other) = (try result(0.25), try result(0.75))
    #expect((one.prefix(63 * 32) == other.prefix(63 * 32)) == isCausal)
  }

  @Test func aNumberThatIsNoneStaysInItsExampleAndHead() throws {
    let shape: TensorShape = [2, 64, 2, 16]
    var numbers = [Float](repeating: 0.5, count: shape.contiguousSize)
    numbers[0] = .nan
    let x = try HostArray(numbers, shape: shape)
    let result = try TestDevice.run(Self.attention(shape), [x, x, x])[0].array(of: Float.self)
    #expect(result.indices.allSatisfy { index in result[index].isNaN == (index < 64 * 32 && index / 16 % 2 == 0) })
  }

  /// The gradients are one call, whichever of them are wanted.
  @Test func allGradientsAreOneCall() throws {
    let types = [TensorType](repeating: TensorType(.float32, [2, 64, 2, 16]), count: 3)
    let program = try Program(
      tracingMany: { operands in
        let y = Node.selfAttention(query: operands[0], key: operands[1], value: operands[2], isCausal: true, scale: 0.5)
        return ReverseSweep(of: y, seed: y).gradients(withRespectTo: operands).compactMap { $0 }
      }, types)
    #expect(program.outputs.count == 3)
    #expect(try program.stableHLO().components(separatedBy: "@apus_attention_gradients").count == 2)
    #expect(try !program.stableHLO(style: .portable).contains("custom_call"))
  }

  @Test(arguments: [
    (["2x4x2x16", "2x4x2x16", "2x4x2x9"], "causal = array<i64: 1>, scale = 1.0 : f64", "2x4x2x16"),
    (["2x4x2x16", "2x4x2x16"], "causal = array<i64: 1>, scale = 1.0 : f64", "2x4x2x16"),
    (["2x4x2x16", "2x4x2x16", "2x4x2x16"], "causal = array<i64: 1>, scale = 0.0 : f64", "2x4x2x16"),
    (["2x4x2x16", "2x4x2x16", "2x4x2x16"], "causal = array<i64: 1, 1>, scale = 1.0 : f64", "2x4x2x16"),
    (["2x4x2x16", "2x4x2x16", "2x4x2x16"], "scale = 1.0 : f64", "2x4x2x16"),
    (["2x4x2x16", "2x4x2x16", "2x4x2x16"], "causal = array<i64: 1>, scale = 1.0 : f64", "3x2x4x2x16"),
    (["2x4x2x24", "2x4x2x24", "2x4x2x24"], "causal = array<i64: 1>, scale = 1.0 : f64", "2x4x2x24"),
    (["2x4x2x16", "2x4x2x16", "2x4x2x16", "2x4x2x16"], "causal = array<i64: 1>, scale = 1.0 : f64", "2x4x2x16"),
    (["8x2x16", "8x2x16", "8x2x16"], "causal = array<i64: 1>, scale = 1.0 : f64", "8x2x16"),
  ])
  func aCallThatDoesNotFitIsRefused(_ operands: [String], _ attributes: String, _ result: String) throws {
    try CustomCallRegistry.makeKnownToPlugin(SelfAttention.target, SelfAttention.handler)
    try CustomCallRegistry.makeKnownToPlugin(SelfAttentionGradients.target, SelfAttentionGradients.handler)
    let gradients = SelfAttentionGradients.target
    #expect(try TestDevice.refusal(SelfAttention.target, operands, attributes, to: result).contains("operands that do not fit"))
    // With a cotangent in front, there are three results.
    let refusal = try TestDevice.refusal(gradients, ["2x4x2x16"] + operands, attributes, toAll: [result, result, result])
    #expect(refusal.contains("operands that do not fit"))
  }
}
