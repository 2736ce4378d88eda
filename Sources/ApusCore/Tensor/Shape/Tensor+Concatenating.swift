infix operator ++ : AdditionPrecedence

extension Tensor {
  /// This tensor and then `other` along an axis.
  @inline(never)
  public func concatenated(with other: Tensor, alongAxis axis: Int = 0) -> Tensor {
    Tensor(concatenating: [self, other], alongAxis: axis)
  }

  /// One tensor after the other along the first axis.
  ///
  ///     print(Tensor<Float>([1, 2]) ++ Tensor<Float>([3]))   // [1.0, 2.0, 3.0]
  @inline(never)
  public static func ++ (a: Tensor, b: Tensor) -> Tensor { Tensor(concatenating: [a, b]) }

  /// The tensor repeated `multiples[i]` times along each axis `i`.
  ///
  ///     print(Tensor<Float>([1, 2]).tiled(multiples: [2]))   // [1.0, 2.0, 1.0, 2.0]
  @inline(never)
  public func tiled(multiples: [Int]) -> Tensor {
    if diagnosis != nil { return self }
    guard multiples.count == rank, multiples.allSatisfy({ $0 >= 0 && $0.isExtent }) else {
      return Tensor(
        Node.poisoned(
          .attribute(operation: "tiled", problem: "\(multiples) does not name one count, 0 or more, for each axis", operand: shape)))
    }
    let pairs = zip(multiples, shape)
    let apart = node.reshaped(to: TensorShape(shape.flatMap { [1, $0] }))
    let repeated = apart.broadcast(to: TensorShape(pairs.flatMap { [$0, $1] }))
    return Tensor(repeated.reshaped(to: TensorShape(pairs.map { TensorShape([$0, $1]).contiguousSize })))
  }

  @inline(never)
  public func tiled(multiples: Int...) -> Tensor { tiled(multiples: multiples) }
}
