import CKernels
import PJRT

/// A convolution as oneDNN is asked for it: forward, or the gradient of the input or of the filter of a convolution that goes forward.
struct LibraryConvolution {
  static let target = "apus_convolution"
  static let handler: ForeignCall.Handler = { cconvolution_call($0) }

  /// The shapes, for which oneDNN says whether it has code.
  private(set) var shape = CConvolution()
  private let window: [Int]
  /// Whether the filter is to be turned round first: of the input's gradient oneDNN takes the filter as it goes forward.
  private let turnsFilter: Bool

  /// - Parameter dtype: that of the operands; the result is `Float`.
  /// - Returns: `nil` for a convolution that is none of the three.
  init?(_ convolution: Convolution, _ operands: [TensorType], to result: TensorType, as dtype: DType = .float32) {
    let windows = convolution.windows, space = windows.count, inOrder = Convolution.Axes.channelsLast(space)
    guard (1...Int(CConvolutionMostSpace)).contains(space), operands[0].elementCount > 0, operands[1].elementCount > 0,
      result.elementCount > 0
    else { return nil }
    let x = operands[0].shape, w = operands[1].shape, y = result.shape
    if convolution.input == inOrder, convolution.output == inOrder, convolution.batchGroups == 1 {
      let filter = convolution.filter, axes = [filter.batch, filter.feature] + filter.space
      if windows.allSatisfy({ $0.inputDilation == 1 }) {
        self.init(
          CConvolutionForward, input: x, filter: w, output: y, axes, strides: windows.map(\.stride),
          dilations: windows.map(\.filterDilation), low: windows.map(\.padding.low))
      } else if windows.allSatisfy({ $0.stride == 1 }) {
        let low = windows.enumerated().map { index, window in
          Convolution.Window.dilated(w[filter.space[index]], window.filterDilation) - 1 - window.padding.low
        }
        self.init(
          CConvolutionInputGradient, input: y, filter: w, output: x, [filter.feature, filter.batch] + filter.space,
          strides: windows.map(\.inputDilation), dilations: windows.map(\.filterDilation), low: low, turnsFilter: true)
      } else {
        return nil
      }
    } else {
      let summed = Convolution.Axes(batch: space + 1, feature: 0, space: inOrder.space)
      guard convolution.input == summed, convolution.filter == summed, convolution.featureGroups == 1,
        windows.allSatisfy({ $0.inputDilation == 1 })
      else { return nil }
      let filter = convolution.output
      self.init(
        CConvolutionFilterGradient, input: x, filter: y, output: w, [filter.feature, filter.batch] + filter.space,
        strides: windows.map(\.filterDilation), dilations: windows.map(\.stride), low: windows.map(\.padding.low))
    }
    // One group, or each channel by itself: what lies between is not measured.
    let groups = max(convolution.featureGroups, convolution.batchGroups)
    guard groups == 1 || shape.inputs == groups && shape.outputs == groups else { return nil }
    shape.groups = Int64(groups)
    let float = Int64(CConvolutionFloat), given = dtype == .bfloat16 ? Int64(CConvolutionBFloat16) : float
    shape.input_type = shape.kind == Int64(CConvolutionInputGradient) ? float : given
    shape.filter_type = isFilterGradient ? float : given
    shape.output_type = shape.kind == Int64(CConvolutionForward) ? float : given
  }

  /// - Parameter axes: those of outputs, inputs and space in the filter.
  private init(
    _ kind: some BinaryInteger, input: TensorShape, filter: TensorShape, output: TensorShape, _ axes: [Int], strides: [Int],
    dilations: [Int], low: [Int], turnsFilter: Bool = false
  ) {
    window = [Int(kind), strides.count] + strides + dilations + low + axes
    self.turnsFilter = turnsFilter
    shape.kind = Int64(kind)
    shape.space = Int64(strides.count)
    shape.batch = Int64(input[0])
    shape.outputs = Int64(output.last ?? 0)
    shape.inputs = Int64(input.last ?? 0)
    func write(_ numbers: some Sequence<Int>, _ place: inout some Any) {
      withUnsafeMutableBytes(of: &place) { bytes in
        for (index, number) in numbers.enumerated() { bytes.storeBytes(of: Int64(number), toByteOffset: index * 8, as: Int64.self) }
      }
    }
    write(input.dropFirst().dropLast(), &shape.input)
    write(axes.dropFirst(2).map { filter[$0] }, &shape.taps)
    write(output.dropFirst().dropLast(), &shape.output)
    write(strides, &shape.stride)
    write(dilations, &shape.dilation)
    write(low, &shape.low)
    write(axes, &shape.filter_axes)
  }

  var isFilterGradient: Bool { shape.kind == Int64(CConvolutionFilterGradient) }

  /// The name of oneDNN's code for it, `nil` without oneDNN or without such code.
  var kernel: String? {
    guard OneDNN.shared != nil else { return nil }
    return withUnsafePointer(to: shape) { cconvolution_kernel($0) }.map { String(cString: $0) }
  }

  func lower(_ operands: [Value], to result: TensorType, _ emitter: inout Emitter) throws -> Value {
    var operands = operands
    if turnsFilter {
      let turned = Reverse(axes: window.suffix(operands[1].type.rank - 2).sorted())
      operands[1] = try turned.lower([operands[1]], to: operands[1].type, &emitter)
    }
    return try emitter.customCall(
      Self.target, by: Self.handler, operands, ["window": .integers(window.map(Int64.init))], to: result)
  }
}

extension Convolution {
  /// The convolution as oneDNN is asked for it, where that is the fastest by shapes.
  ///
  /// Processor time relative to XLA in the form of `form(for:to:)`, on filters of 1, 3, 5 pixels a side, images of 8 to 64 and batches of
  /// 1 to 128 in `Float`, one thread, oneDNN 2.6.3 on an AMD EPYC with AVX-512 (359 shapes, each forward and both gradients):
  ///
  ///     what                                                     best  median  worst
  ///     gradients of filters                                     0.03    0.31   2.79
  ///     what is in no line below                                 0.14    0.55   1.44
  ///     sums of 9 terms, or 27 for up to 8 outputs               0.16    1.37   3.80   left to XLA
  ///     one output, or up to 4 of 4 times as many inputs         0.22    1.52   6.73   left to XLA
  ///     filters of one pixel, steps of one                       0.18    0.93   3.53   left to XLA
  ///
  /// Channels by themselves, 3 × 3 taps, milliseconds of one thread:
  ///
  ///                                              forward   input's gradient   filter's gradient
  ///     32 × 48 × 48 × 8                            0.35               0.39                0.31
  ///     32 × 24 × 24 × 32                           0.18               0.20                0.14
  ///     32 × 24 × 24 × 32, every second place       0.07               0.15                0.05
  ///     32 × 6 × 6 × 128                            0.05               0.06                0.04
  ///
  /// A training step of MobileNet-V1 with a quarter of its filters, 32 images of 96 × 96, went from 83 to 52 ms.
  ///
  /// - Parameter dtype: that of the operands; they and the result are `Float` here.
  func library(for operands: [TensorType], to result: TensorType, as dtype: DType) -> LibraryConvolution? {
    guard operands[0].dtype == .float32, result.elementCount >= 1_000 || operands[0].elementCount >= 1_000, OneDNN.shared != nil,
      let library = LibraryConvolution(self, operands, to: result, as: dtype),
      library.shape.groups == 1 || dtype == .float32,
      library.isFilterGradient || library.shape.groups > 1 || isFasterByLibrary(operands, to: result),
      library.kernel != nil
    else { return nil }
    return library
  }

  private func isFasterByLibrary(_ operands: [TensorType], to result: TensorType) -> Bool {
    let w = operands[1].shape, inputs = w[filter.feature], outputs = w[filter.batch]
    let taps = filter.space.reduce(1) { $0 * w[$1] }, terms = taps * inputs
    if taps == 1, windows.allSatisfy({ $0.stride == 1 && $0.inputDilation == 1 }) { return false }
    if outputs == 1 || outputs <= 4 && outputs * 4 <= inputs { return false }
    let isShort = terms <= 9 || terms <= 27 && outputs <= 8
    return !(isShort && form(for: operands, to: result) == .shiftedInputs)
  }
}
