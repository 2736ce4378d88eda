/// Zeros before and after the axis of space of `[batch, width, channels]`.
///
///     let layer = ZeroPadding1D(padding: 1)
public struct ZeroPadding1D<Scalar: TensorFloatingPoint>: ParameterlessLayer, ObservedLayer {
  /// How many before and after.
  public let padding: (Int, Int)

  public init(padding: (Int, Int)) { self.padding = padding }
  /// As many zeros at every border.
  public init(padding: Int) { self.init(padding: (padding, padding)) }

  public func forward(_ input: Tensor<Scalar>) -> Tensor<Scalar> {
    if let wrong = input.mistake(ifNotSpace: 1, for: "ZeroPadding1D") { return wrong }
    let sizes = [(0, 0)] + [padding] + [(0, 0)]
    return input.padded(forSizes: sizes.map { (before: $0.0, after: $0.1) })
  }
}

extension ZeroPadding1D where Scalar == Float {
  public init(padding: (Int, Int)) { self.padding = padding }
  /// As many zeros at every border.
  public init(padding: Int) { self.init(padding: (padding, padding)) }
}

/// Zeros before and after each axis of space of `[batch, height, width, channels]`.
///
///     let layer = ZeroPadding2D(padding: 1)
public struct ZeroPadding2D<Scalar: TensorFloatingPoint>: ParameterlessLayer, ObservedLayer {
  /// How many before and after, for each axis.
  public let padding: ((Int, Int), (Int, Int))

  public init(padding: ((Int, Int), (Int, Int))) { self.padding = padding }
  /// As many zeros at every border.
  public init(padding: Int) { self.init(padding: ((padding, padding), (padding, padding))) }

  public func forward(_ input: Tensor<Scalar>) -> Tensor<Scalar> {
    if let wrong = input.mistake(ifNotSpace: 2, for: "ZeroPadding2D") { return wrong }
    let sizes = [(0, 0)] + [padding.0, padding.1] + [(0, 0)]
    return input.padded(forSizes: sizes.map { (before: $0.0, after: $0.1) })
  }
}

extension ZeroPadding2D where Scalar == Float {
  public init(padding: ((Int, Int), (Int, Int))) { self.padding = padding }
  /// As many zeros at every border.
  public init(padding: Int) { self.init(padding: ((padding, padding), (padding, padding))) }
}

/// Zeros before and after each axis of space of `[batch, depth, height, width, channels]`.
///
///     let layer = ZeroPadding3D(padding: 1)
public struct ZeroPadding3D<Scalar: TensorFloatingPoint>: ParameterlessLayer, ObservedLayer {
  /// How many before and after, for each axis.
  public let padding: ((Int, Int), (Int, Int), (Int, Int))

  public init(padding: ((Int, Int), (Int, Int), (Int, Int))) { self.padding = padding }
  /// As many zeros at every border.
  public init(padding: Int) { self.init(padding: ((padding, padding), (padding, padding), (padding, padding))) }

  public func forward(_ input: Tensor<Scalar>) -> Tensor<Scalar> {
    if let wrong = input.mistake(ifNotSpace: 3, for: "ZeroPadding3D") { return wrong }
    let sizes = [(0, 0)] + [padding.0, padding.1, padding.2] + [(0, 0)]
    return input.padded(forSizes: sizes.map { (before: $0.0, after: $0.1) })
  }
}

extension ZeroPadding3D where Scalar == Float {
  public init(padding: ((Int, Int), (Int, Int), (Int, Int))) { self.padding = padding }
  /// As many zeros at every border.
  public init(padding: Int) { self.init(padding: ((padding, padding), (padding, padding), (padding, padding))) }
}
