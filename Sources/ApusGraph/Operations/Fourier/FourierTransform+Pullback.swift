extension FourierTransform {
  /// The transforms are linear, and their matrices are their own transposes, or conjugates: the derivative of one is the other, times the
  /// number of elements. Of a half spectrum every element but the first and, for an even length, the last stands for two.
  func pullback(_ cotangent: Node, operands: [Node], result: Node) -> [Node?] {
    let count = Double(elementCount)
    switch kind {
    case .forward: return [Node.make(FourierTransform(kind: .inverse, lengths: lengths), cotangent) * count]
    case .inverse: return [Node.make(FourierTransform(kind: .forward, lengths: lengths), cotangent) / count]
    case .real:
      let shares = cotangent / Self.multiplicities(like: cotangent, length: lengths[lengths.count - 1])
      return [Node.make(FourierTransform(kind: .inverseReal, lengths: lengths), shares) * count]
    case .inverseReal:
      let spectrum = Node.make(FourierTransform(kind: .real, lengths: lengths), cotangent)
      return [spectrum * Self.multiplicities(like: spectrum, length: lengths[lengths.count - 1]) / count]
    }
  }

  /// 2 along the last axis, and 1 at its ends where these stand for themselves.
  private static func multiplicities(like spectrum: Node, length: Int) -> Node {
    let numbers = Node.iota(TensorType(.int32, spectrum.shape), along: spectrum.rank - 1)
    let one = spectrum.like(1)
    let inside = Node.select(.compare(numbers, numbers.like(0), .equal), one, spectrum.like(2))
    return length % 2 == 0 ? .select(.compare(numbers, numbers.like(Double(length / 2)), .equal), one, inside) : inside
  }
}
