/// Every element of `[batch, width, channels]` repeated `size` times along the axis of space.
public struct UpSampling1D<Scalar: TensorFloatingPoint>: ParameterlessLayer, ObservedLayer {
  public let size: Int

  public init(size: Int) { self.size = size }

  public func forward(_ input: Tensor<Scalar>) -> Tensor<Scalar> { upSampled(input, 1, size) }
}

extension UpSampling1D where Scalar == Float {
  public init(size: Int) { self.size = size }
}

/// Every element of `[batch, height, width, channels]` repeated `size` times along each axis of space.
public struct UpSampling2D<Scalar: TensorFloatingPoint>: ParameterlessLayer, ObservedLayer {
  public let size: Int

  public init(size: Int) { self.size = size }

  public func forward(_ input: Tensor<Scalar>) -> Tensor<Scalar> { upSampled(input, 2, size) }
}

extension UpSampling2D where Scalar == Float {
  public init(size: Int) { self.size = size }
}

/// Every element of `[batch, depth, height, width, channels]` repeated `size` times along each axis of space.
public struct UpSampling3D<Scalar: TensorFloatingPoint>: ParameterlessLayer, ObservedLayer {
  public let size: Int

  public init(size: Int) { self.size = size }

  public func forward(_ input: Tensor<Scalar>) -> Tensor<Scalar> { upSampled(input, 3, size) }
}

extension UpSampling3D where Scalar == Float {
  public init(size: Int) { self.size = size }
}

@inline(never)
private func upSampled<Scalar>(_ input: Tensor<Scalar>, _ axes: Int, _ size: Int) -> Tensor<Scalar> {
  let name = "UpSampling\(axes)D"
  if let wrong = input.mistake(ifNotSpace: axes, for: name) { return wrong }
  guard size > 0, size.isExtent else {
    return Tensor(
      Node.poisoned(.attribute(operation: name, problem: "the size \(size) is not positive", operand: input.shape), of: input.node))
  }
  let space = input.shape.dropFirst().dropLast()
  let (batch, channels) = (input.shape[0], input.shape[axes + 1])
  let apart = [batch] + space.flatMap { [$0, 1] } + [channels], repeated = [batch] + space.flatMap { [$0, size] } + [channels]
  let result = [batch] + space.map { $0 * size } + [channels]
  return Tensor(
    input.node.reshaped(to: TensorShape(apart)).broadcast(to: TensorShape(repeated)).reshaped(to: TensorShape(result)))
}
