/// Which random numbers a draw gives: the state of Threefry as two scalars of the graph.
///
/// A draw with a seed of its own has that seed's key. One without takes the next place in the sequence of `Context.local`, so that a
/// training run that saves `randomSeed` and `randomDrawCount` goes on with the same numbers. Both numbers are mixed by the finaliser
/// of SplitMix64 (G. Steele, D. Lea, C. Flood, "Fast splittable pseudorandom number generators", 2014), which maps neighbouring seeds
/// and draws to unrelated keys.
package struct RandomKey: Sendable {
  package let word: UInt64
  /// Whether the key is the next of a sequence, rather than one that the user named.
  private let isDrawn: Bool

  package init(seed: Int?) {
    isDrawn = seed == nil
    guard let seed else {
      let (seed, draw) = Context.local.nextSeed()
      word = Self.mixed(Self.mixed(seed) &+ draw &* Self.goldenGamma)
      return
    }
    word = Self.mixed(UInt64(bitPattern: Int64(seed)))
  }

  /// 2⁶⁴ divided by the golden ratio, made odd.
  private static let goldenGamma: UInt64 = 0x9E37_79B9_7F4A_7C15

  static func mixed(_ seed: UInt64) -> UInt64 {
    var z = seed &+ goldenGamma
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// Words for decisions of the host, such as where something is cut: those of SplitMix64 from the key of `seed`.
  package static func words(seed: Int, count: Int) -> [UInt64] {
    let key = RandomKey(seed: seed).word
    return (0..<UInt64(count)).map { mixed(key &+ $0 &* goldenGamma) }
  }

  /// The key as an input of a program, so that the next draw is the same program. A function that is being traced draws anew at each
  /// of its calls.
  private var input: Node {
    if isDrawn, let body = Context.local.recorders.lazy.compactMap({ $0 as? BodyRecorder }).first(where: { !$0.runsOnce }) {
      return body.refuse(
        "random numbers without a seed cannot be drawn in its body, where each step would draw the same",
        hint: "draw them outside for all steps, and go over them")
    }
    if isDrawn, let recorder = Context.local.recorders.lazy.compactMap({ $0 as? FunctionRecorder }).first { return recorder.drawKey() }
    return .word(word)
  }

  /// The numbers that `draw` makes of key and counter, as a part of the graph: for large draws in a training step.
  package func pending<Scalar>(
    _ shape: TensorShape, _ draw: (_ type: TensorType, _ key: Node, _ counter: Node) -> Node
  ) -> Tensor<Scalar> { Tensor(draw(TensorType(Scalar.dtype, shape), input, .randomState(0))) }

  /// The numbers that `draw` makes of key and counter, computed on the host: the same bits everywhere. While a function is traced
  /// they stay part of it.
  func tensor<Scalar>(
    _ shape: TensorShape, _ draw: (_ type: TensorType, _ key: Node, _ counter: Node) -> Node
  ) -> Tensor<Scalar> {
    guard shape.allSatisfy({ $0 >= 0 }) else { return Tensor(Node.poisoned(.tooLarge(shape, "an extent is negative"))) }
    if Context.local.isTracing { return pending(shape, draw) }
    return Tensor(draw(TensorType(Scalar.dtype, shape), .randomState(word), .randomState(0)).evaluatedOnHost())
  }
}

extension Node {
  /// The key of a random draw that no other draw of the context has had, as an input of a program.
  package static func nextRandomKey() -> Node { word(RandomKey(seed: nil).word) }

  /// A number that a program takes as an input.
  static func word(_ word: UInt64) -> Node {
    do { return .leaf(try HostArray([word], shape: [])) } catch { return .poisoned(by: error) }
  }
}
