/// The shape of a parameter whose layer has an input of so many features.
typealias DeferredShape = @Sendable (_ inputSize: Int) -> TensorShape

/// The filters of convolutions with as many spatial axes as `rank`, equally long along each, by the channels of the input.
enum FilterShapes {
  /// `[size…, channels / groups, filters]`
  static func convolution(rank: Int, size: Int, groups: Int, filters: Int) -> DeferredShape {
    { TensorShape(Array(repeating: size, count: rank) + [$0 / max(groups, 1), filters]) }
  }

  /// `[size…, filters, channels]`
  static func transposedConvolution(rank: Int, size: Int, filters: Int) -> DeferredShape {
    { TensorShape(Array(repeating: size, count: rank) + [filters, $0]) }
  }

  /// `[size…, channels, multiplier]`
  static func depthwise(rank: Int, size: Int, multiplier: Int) -> DeferredShape {
    { TensorShape(Array(repeating: size, count: rank) + [$0, multiplier]) }
  }

  /// `[1…, channels · multiplier, filters]`: what mixes the outputs of a depthwise convolution.
  static func pointwise(rank: Int, multiplier: Int, filters: Int) -> DeferredShape {
    { TensorShape(Array(repeating: 1, count: rank) + [outputSize($0, multiplier), filters]) }
  }

  /// `[channels · multiplier]`: the bias of a depthwise convolution.
  static func depthwiseBias(multiplier: Int) -> DeferredShape {
    { [outputSize($0, multiplier)] }
  }

  private static func outputSize(_ inputSize: Int, _ multiplier: Int) -> Int {
    inputSize.multipliedReportingOverflow(by: multiplier).partialValue
  }
}
