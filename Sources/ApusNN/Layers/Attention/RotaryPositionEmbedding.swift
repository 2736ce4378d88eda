/// Turns pairs of features by angles that grow with the place, so that products of queries and keys depend on their distance.
///
/// Input and output `[…, length, size]`, where `size` is even. Pair i of place p is turned by p · base^(−2i / size).
///
///     let attention = MultiHeadAttention(featureCount: 64, headCount: 4, positions: RotaryPositionEmbedding())
///
/// Su et al., "RoFormer", 2021, equation 34.
public struct RotaryPositionEmbedding<Scalar: TensorFloatingPoint>: ParameterlessLayer, ObservedLayer {
  public let base: Double
  /// Whether pairs are neighbours, as in the paper. Otherwise feature i is paired with feature i + size / 2, as in GPT-NeoX and Llama.
  public let isInterleaved: Bool

  public init(base: Double = 10_000, isInterleaved: Bool = false) {
    self.base = base
    self.isInterleaved = isInterleaved
  }

  public func forward(_ input: Tensor<Scalar>) -> Tensor<Scalar> { turned(input, from: 0) }

  /// - Parameter start: the place of the first row.
  @inline(never)
  public func callAsFunction(_ input: Tensor<Scalar>, from start: Int) -> Tensor<Scalar> { observed { turned(input, from: start) } }

  private func turned(_ input: Tensor<Scalar>, from start: Int) -> Tensor<Scalar> {
    if input.diagnosis != nil { return input }
    guard input.rank >= 2, input.shape[input.rank - 1] % 2 == 0 else {
      let expected = "[…, length, size] with an even size"
      return Tensor(Node.poisoned(.rank(operation: "RotaryPositionEmbedding", shape: input.shape, expected: expected), of: input.node))
    }
    let (length, size) = (input.shape[input.rank - 2], input.shape[input.rank - 1])
    let angles = Tensor<Scalar>.positionAngles(length: length, from: start, frequencies: size / 2, base: base)
    let (cosine, sine) = (cos(angles), sin(angles))
    let leading = Array(input.shape.dropLast())
    let pairs = input.reshaped(to: TensorShape(leading + (isInterleaved ? [size / 2, 2] : [2, size / 2])))
    let axis = isInterleaved ? input.rank : input.rank - 1
    let parts = pairs.unstacked(alongAxis: axis)
    let (first, second) = (parts[0], parts[1])
    let turned = Tensor(stacking: [first * cosine - second * sine, second * cosine + first * sine], alongAxis: axis)
    return turned.reshaped(to: input.shape)
  }
}

extension RotaryPositionEmbedding where Scalar == Float {
  public init(base: Double = 10_000, isInterleaved: Bool = false) {
    self.base = base
    self.isInterleaved = isInterleaved
  }
}

extension Tensor where Scalar: TensorFloatingPoint {
  /// `[length, frequencies]`: place times base^(−i / frequencies).
  static func positionAngles(length: Int, from start: Int, frequencies: Int, base: Double) -> Tensor {
    // Angles of far places need the digits: half precision cannot tell 257 from 256.
    let dtype: DType = Scalar.dtype == .float64 ? .float64 : .float32
    let place = Node.iota(TensorType(dtype, [length, 1]), along: 0) + Double(start)
    let rate = -Double.log(base) / Double(Swift.max(frequencies, 1))
    let frequency = (Node.iota(TensorType(dtype, [1, frequencies]), along: 1) * rate).exp()
    return Tensor((place * frequency).converted(to: Scalar.dtype))
  }
}
