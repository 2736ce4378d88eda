/// The mean and the variance of the same elements.
public struct Moments<Scalar: TensorFloatingPoint>: Sendable {
  public var mean: Tensor<Scalar>
  public var variance: Tensor<Scalar>

  public init(mean: Tensor<Scalar>, variance: Tensor<Scalar>) {
    self.mean = mean
    self.variance = variance
  }
}

extension Tensor where Scalar: TensorFloatingPoint {
  /// The mean and the variance of all elements.
  @inline(never) public func moments() -> Moments<Scalar> { moments(squeezingAxes: node.allAxes) }
  /// The mean and the variance along `axes`, which disappear.
  @inline(never) public func moments(squeezingAxes axes: [Int]) -> Moments<Scalar> {
    Moments(mean: mean(squeezingAxes: axes), variance: variance(squeezingAxes: axes))
  }
  @inline(never) public func moments(squeezingAxes axes: Int...) -> Moments<Scalar> { moments(squeezingAxes: axes) }
  /// The mean and the variance along `axes`, which stay with the extent 1.
  @inline(never) public func moments(alongAxes axes: [Int]) -> Moments<Scalar> {
    Moments(mean: mean(alongAxes: axes), variance: variance(alongAxes: axes))
  }
  @inline(never) public func moments(alongAxes axes: Int...) -> Moments<Scalar> { moments(alongAxes: axes) }
}
