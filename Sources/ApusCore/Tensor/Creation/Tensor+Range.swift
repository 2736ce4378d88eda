extension Tensor where Scalar: TensorNumber {
  /// `start`, `start + stride`, … up to but not including `end`.
  ///
  ///     print(Tensor<Int32>(rangeFrom: 0, to: 10, stride: 3))   // [0, 3, 6, 9]
  ///
  /// Floating-point elements are `start + i · stride`, rounded once; nothing adds up. A stride of zero makes a poisoned tensor.
  @inline(never)
  public init(rangeFrom start: Scalar, to end: Scalar, stride: Scalar) {
    guard stride != .zeroValue, let scalars = Self.range(start, end, stride) else {
      self.init(
        Node.poisoned(
          .argument(
            function: "Tensor(rangeFrom:to:stride:)", problem: "there is no range from \(start) to \(end) in steps of \(stride)",
            hint: "take finite numbers and a stride other than 0")))
      return
    }
    self.init(shape: [scalars.count], scalars: scalars)
  }

  private static func range(_ start: Scalar, _ end: Scalar, _ stride: Scalar) -> [Scalar]? {
    if Scalar.dtype.isFloatingPoint {
      let (start, end, stride) = (start.asDouble, end.asDouble, stride.asDouble)
      guard let count = Int(exactly: Swift.max(0, ((end - start) / stride).rounded(.up))), TensorShape([count]).isHostSized else {
        return nil
      }
      return (0..<count).map { Scalar(converting: start + Double($0) * stride) }
    }
    // Wide enough for the distance between any two integers.
    let (start, end, stride) = (wide(start), wide(end), wide(stride))
    let distance = stride > 0 ? end - start : start - end
    let count = distance <= 0 ? 0 : (distance - 1) / (stride < 0 ? -stride : stride) + 1
    guard let count = Int(exactly: count), TensorShape([count]).isHostSized else { return nil }
    return (0..<count).map { Scalar(converting: Int64(truncatingIfNeeded: start + Int128($0) * stride)) }
  }

  private static func wide(_ scalar: Scalar) -> Int128 {
    Scalar.dtype.isUnsignedInteger ? Int128(UInt64(bitPattern: scalar.asInt64)) : Int128(scalar.asInt64)
  }
}
