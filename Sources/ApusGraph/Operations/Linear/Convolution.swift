/// A convolution in any number of space axes: `[batch, space…, channels]` with a filter `[space…, inputs, outputs]`.
///
/// The general form, with any role for any axis, is needed because the derivatives of a convolution are convolutions.
struct Convolution: RoundingOperation {
  static let name = "convolution"

  /// Which axis plays which role.
  struct Axes: Hashable, Sendable {
    var batch: Int
    var feature: Int
    var space: [Int]

    /// `[batch, space…, feature]`
    static func channelsLast(_ spaceRank: Int) -> Axes { Axes(batch: 0, feature: spaceRank + 1, space: Array(1..<spaceRank + 1)) }
    /// A filter `[space…, inputs, outputs]`: its `batch` axis is the one of outputs.
    static func filter(_ spaceRank: Int) -> Axes { Axes(batch: spaceRank + 1, feature: spaceRank, space: Array(0..<spaceRank)) }
  }

  /// What happens along one axis of space.
  struct Window: Hashable, Sendable {
    var stride = 1
    /// Zeros before and after; negative numbers cut elements off.
    var padding = (low: 0, high: 0)
    /// Zeros between the input's elements, plus one.
    var inputDilation = 1
    /// Zeros between the filter's elements, plus one.
    var filterDilation = 1

    var hasExtents: Bool { [stride, padding.low, padding.high, inputDilation, filterDilation].allSatisfy(\.isExtent) }

    static func == (a: Window, b: Window) -> Bool {
      a.stride == b.stride && a.padding == b.padding && a.inputDilation == b.inputDilation && a.filterDilation == b.filterDilation
    }
    func hash(into hasher: inout Hasher) {
      for number in [stride, padding.low, padding.high, inputDilation, filterDilation] { hasher.combine(number) }
    }

    /// How many places the window takes along an axis of `input` elements with a filter of `filter`.
    func outputExtent(input: Int, filter: Int) -> Int {
      let padded = Self.dilated(input, inputDilation) + padding.low + padding.high
      let covered = Self.dilated(filter, filterDilation)
      return padded < covered ? 0 : (padded - covered) / stride + 1
    }

    static func dilated(_ extent: Int, _ dilation: Int) -> Int { extent == 0 ? 0 : (extent - 1) * dilation + 1 }
  }

  var windows: [Window]
  var input: Axes
  var filter: Axes
  var output: Axes
  /// Inputs and outputs fall into this many groups that do not see each other.
  var featureGroups = 1
  var batchGroups = 1
  var roundedTo: DType?

  init(_ windows: [Window], featureGroups: Int = 1, roundedTo: DType? = nil) {
    self.windows = windows
    input = .channelsLast(windows.count)
    filter = .filter(windows.count)
    output = .channelsLast(windows.count)
    self.featureGroups = featureGroups
    self.roundedTo = roundedTo
  }

  func resultType(of operands: [TensorType]) throws(Mistake) -> TensorType {
    guard operands.count == 2 else { throw .operandCount(operation: Self.name, given: operands.count, expected: "an input and a filter") }
    let (x, w) = (operands[0], operands[1])
    guard x.dtype == w.dtype else { throw .operandsDiffer(operation: Self.name, operands) }
    guard x.dtype.isFloatingPoint else {
      throw .unsupportedDType(operation: Self.name, x.dtype, expected: "Float, Double, Float16 or BFloat16")
    }
    try checkRounding(of: x)
    let rank = windows.count + 2
    guard x.rank == rank else {
      throw .rank(operation: Self.name, shape: x.shape, expected: "an input of rank \(rank), [batch, space…, channels]")
    }
    guard w.rank == rank else {
      throw .rank(operation: Self.name, shape: w.shape, expected: "a filter of rank \(rank), [space…, inputs, outputs]")
    }
    for window in windows where window.stride < 1 || window.inputDilation < 1 || window.filterDilation < 1 {
      throw .attribute(operation: Self.name, problem: "strides and dilations are at least 1", operand: x.shape)
    }
    for window in windows where !window.hasExtents {
      throw .attribute(operation: Self.name, problem: "a stride, dilation or padding of 2³¹ or more", operand: x.shape)
    }
    let (inputs, outputs) = (x.shape[input.feature], w.shape[filter.batch])
    guard featureGroups >= 1, batchGroups >= 1, inputs == w.shape[filter.feature] * featureGroups, outputs % featureGroups == 0,
      outputs % batchGroups == 0, x.shape[input.batch] % batchGroups == 0
    else {
      throw .attribute(
        operation: Self.name,
        problem: "an input with \(inputs) channels does not fit a filter \(w.shape) for "
          + "\(w.shape[filter.feature]) input channels" + (featureGroups == 1 ? "" : " in \(featureGroups) groups"), operand: x.shape)
    }
    var result = [Int](repeating: 0, count: rank)
    result[output.batch] = x.shape[input.batch] / batchGroups
    result[output.feature] = outputs
    for (index, window) in windows.enumerated() {
      let extent = window.outputExtent(input: x.shape[input.space[index]], filter: w.shape[filter.space[index]])
      guard extent > 0 || x.elementCount == 0 else {
        throw .attribute(operation: Self.name, problem: "a filter of shape \(w.shape) is larger than the padded input", operand: x.shape)
      }
      result[output.space[index]] = extent
    }
    return TensorType(x.dtype, TensorShape(result))
  }

  func hostCost(of operands: [TensorType], to result: TensorType) -> Int {
    let taps = filter.space.reduce(operands[1].shape[filter.feature]) { $0 * operands[1].shape[$1] }
    return TensorShape([result.elementCount, taps, 4]).contiguousSize
  }
}
