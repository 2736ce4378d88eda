extension PReLU {
  /// A layer that takes the number of features from the first input. (Keras's has a slope for each element unless axes are shared.)
  public init(initialSlope: Scalar = 0.25) {
    self.init(slope: Tensor(deferredFor: "PReLU()", constant(initialSlope)) { [$0] })
  }
}

extension PReLU where Scalar == Float {
  public init(initialSlope: Float = 0.25) {
    self.init(slope: Tensor(deferredFor: "PReLU()", constant(initialSlope)) { [$0] })
  }
}
