/// What lies beyond the border of an image when a window reaches over it.
public enum Padding: Sendable, Hashable {
  /// The window stays inside: the output is smaller.
  case valid
  /// Zeros, so that the output has `⌈input / stride⌉` places; an odd zero goes to the end, as in TensorFlow.
  case same

  /// The zeros before and after an axis.
  package func amounts(input: Int, window: Int, stride: Int, dilation: Int = 1) -> (low: Int, high: Int) {
    guard self == .same, stride > 0, window.isExtent, stride.isExtent, dilation.isExtent else { return (0, 0) }
    let covered = (window - 1) * dilation + 1
    let places = (input + stride - 1) / stride
    let missing = Swift.max(0, (places - 1) * stride + covered - input)
    return (missing / 2, missing - missing / 2)
  }
}
