/// Discrete Fourier transforms along the last one to three axes: yₖ = Σⱼ xⱼ exp(−2πi jk / n) along each, and their inverses, which divide
/// by the number of elements (the convention of NumPy, PyTorch and TensorFlow).
///
/// No element type is complex. A complex array is one node: along a first axis of extent 2 the real parts, then the imaginary ones. It is
/// complex inside the lowering alone.
struct FourierTransform: Operation {
  static let name = "fourierTransform"

  enum Kind: Hashable, Sendable, CaseIterable {
    /// Complex to complex, `[2, …]` both.
    case forward, inverse
    /// Real `[…, n]` to the first half of its spectrum, `[2, …, n / 2 + 1]`; the other half mirrors it.
    case real
    /// The first half of a spectrum, `[2, …, n / 2 + 1]`, to what is real, `[…, n]`. The imaginary parts of the first and, for an even n, of
    /// the last element along the last axis are not read.
    case inverseReal
  }

  let kind: Kind
  /// The extents of the transformed axes, of the real array where one is real.
  let lengths: [Int]

  func resultType(of operands: [TensorType]) throws(Mistake) -> TensorType {
    guard operands.count == 1 else { throw .operandCount(operation: Self.name, given: operands.count, expected: "one operand") }
    let operand = operands[0]
    guard operand.dtype == .float32 || operand.dtype == .float64 else {
      throw .unsupportedDType(operation: Self.name, operand.dtype, expected: "Float, Double")
    }
    guard (1...3).contains(lengths.count), lengths.allSatisfy({ $0 >= 1 }) else {
      throw .attribute(operation: Self.name, problem: "lengths of \(lengths) are none of one to three axes", operand: operand.shape)
    }
    let dimensions = operand.shape.dimensions, isComplex = kind != .real
    guard dimensions.count >= lengths.count + (isComplex ? 1 : 0), Array(dimensions.suffix(lengths.count)) == operandLengths,
      !isComplex || dimensions[0] == 2
    else {
      throw .attribute(operation: Self.name, problem: "a transform of lengths \(lengths) does not fit", operand: operand.shape)
    }
    let batch = dimensions.dropLast(lengths.count).dropFirst(isComplex ? 1 : 0)
    return TensorType(operand.dtype, TensorShape((kind == .inverseReal ? [] : [2]) + batch + resultLengths))
  }

  /// Examples are one more batch, which lies behind the axis of real and imaginary parts.
  func vectorized(_ operands: [ExampleOperand]) -> Node? {
    func swapped(_ node: Node, where isComplex: Bool) -> Node {
      isComplex && node.rank >= 2 ? node.transposed(permutation: [1, 0] + Array(2..<node.rank)) : node
    }
    return swapped(.make(self, swapped(operands[0].node, where: kind != .real)), where: kind != .inverseReal)
  }

  /// The extents of the transformed axes of the operand.
  private var operandLengths: [Int] { kind == .inverseReal ? halved : lengths }
  private var resultLengths: [Int] { kind == .real ? halved : lengths }
  private var halved: [Int] { lengths.dropLast() + [(lengths.last ?? 0) / 2 + 1] }

  var elementCount: Int { lengths.reduce(1, *) }

  func hostCost(of operands: [TensorType], to result: TensorType) -> Int {
    TensorShape([max(operands[0].elementCount, result.elementCount), lengths.reduce(0, +), 8]).contiguousSize
  }
}

extension Node {
  /// A complex array as one node, for two of the same type.
  static func complex(_ real: Node, _ imaginary: Node) -> Node {
    .concatenated([real, imaginary].map { $0.diagnosis != nil ? $0 : $0.reshaped(to: TensorShape([1]) + $0.shape) }, alongAxis: 0)
  }

  /// The real and the imaginary parts of a complex array.
  var complexParts: (real: Node, imaginary: Node) {
    if diagnosis != nil { return (self, self) }
    let part = { (place: Int) in self.sliced(place..<place + 1, alongAxis: 0).reshaped(to: TensorShape(Array(self.shape.dropFirst()))) }
    return (part(0), part(1))
  }

  /// The transform of a complex array along its last `axisCount` axes.
  public static func fourierTransform(
    _ real: Node, _ imaginary: Node, axisCount: Int, isInverse: Bool
  ) -> (real: Node, imaginary: Node) {
    real.withLastExtents(axisCount) { lengths in
      .make(FourierTransform(kind: isInverse ? .inverse : .forward, lengths: lengths), complex(real, imaginary))
    }.complexParts
  }

  /// The first half of the spectrum of a real array along its last `axisCount` axes.
  public func realFourierTransform(axisCount: Int) -> (real: Node, imaginary: Node) {
    withLastExtents(axisCount) { .make(FourierTransform(kind: .real, lengths: $0), self) }.complexParts
  }

  /// The real array with extents `lengths` whose spectrum's first half is given.
  public static func inverseRealFourierTransform(_ real: Node, _ imaginary: Node, lengths: [Int]) -> Node {
    .make(FourierTransform(kind: .inverseReal, lengths: lengths), complex(real, imaginary))
  }

  private func withLastExtents(_ count: Int, _ body: ([Int]) -> Node) -> Node {
    if diagnosis != nil { return self }
    guard rank >= count else {
      return .poison(Mistake.rank(operation: FourierTransform.name, shape: shape, expected: "at least \(count) axes"), [self])
    }
    return body(Array(shape.suffix(count)))
  }
}
