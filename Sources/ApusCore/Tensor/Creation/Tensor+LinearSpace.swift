extension Tensor where Scalar: TensorFloatingPoint {
  /// `count` numbers at equal distances from `start` to `end`, both included.
  ///
  ///     print(Tensor<Float>(linearSpaceFrom: -1, to: 1, count: 5))   // [-1.0, -0.5, 0.0, 0.5, 1.0]
  ///
  /// As NumPy's `linspace`: `start + i · ((end − start) / (count − 1))` in `Double`, rounded once, and the last number is `end` itself.
  /// One number is `start`; a negative count makes a poisoned tensor.
  @inline(never)
  public init(linearSpaceFrom start: Scalar, to end: Scalar, count: Int) {
    guard count >= 0 else {
      self.init(
        Node.poisoned(
          .argument(function: "Tensor(linearSpaceFrom:to:count:)", problem: "\(count) is no number of elements", hint: "take 0 or more")))
      return
    }
    guard TensorShape([count]).isHostSized else {
      self.init(Node.poisoned(.tooLarge([count], "it is made on the host")))
      return
    }
    let first = start.asDouble, last = end.asDouble
    let step = (last - first) / Double(Swift.max(1, count - 1))
    var scalars = (0..<count).map { Scalar(converting: Double($0) * step + first) }
    if count > 1 { scalars[count - 1] = end }
    self.init(shape: [count], scalars: scalars)
  }
}
