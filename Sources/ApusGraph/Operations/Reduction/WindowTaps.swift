/// The taps of a sliding window as strided slices of the padded operand: slice `k` holds what tap `k` sees at every place.
struct WindowTaps {
  let sizes: [Int]
  let windows: [Convolution.Window]
  let operand: TensorShape
  /// How many places the window takes along each axis.
  let places: [Int]

  init(sizes: [Int], windows: [Convolution.Window], operand: TensorShape) {
    self.sizes = sizes
    self.windows = windows
    self.operand = operand
    places = operand.indices.map { windows[$0].outputExtent(input: operand[$0], filter: sizes[$0]) }
  }

  /// The offset of each tap in the padded operand, the first along the last axis first.
  var starts: [[Int]] {
    var starts: [[Int]] = []
    forEachPosition(TensorShape(sizes)) { _, tap in starts.append(zip(tap, windows).map { $0 * $1.filterDilation }) }
    return starts
  }

  /// The operand with its padding and dilation, filled with the element whose bytes are `bits`.
  func padded(_ x: Node, with bits: UInt64) -> Node {
    let isPlain = windows.allSatisfy { $0.padding == (0, 0) && $0.inputDilation == 1 }
    if isPlain { return x }
    let filling = Node.constant(bits: bits, TensorType(x.dtype, .scalar), device: x.device)
    return x.padded(
      low: windows.map(\.padding.low), high: windows.map(\.padding.high), interior: windows.map { $0.inputDilation - 1 }, with: filling)
  }

  func slice(_ field: Node, from start: [Int]) -> Node {
    field.sliced(from: start, to: zip(start, spans).map(+), strides: windows.map(\.stride))
  }

  /// The elements of a slice back at their places in the padded operand, with zeros elsewhere.
  func unsliced(_ slice: Node, to start: [Int]) -> Node {
    let extents = windows.indices.map { axis in
      Convolution.Window.dilated(operand[axis], windows[axis].inputDilation) + windows[axis].padding.low + windows[axis].padding.high
    }
    return slice.padded(
      low: start, high: start.indices.map { extents[$0] - start[$0] - spans[$0] }, interior: windows.map { $0.stride - 1 },
      with: .constant(0, TensorType(slice.dtype, .scalar), device: slice.device))
  }

  /// Cuts the padding off and takes the elements between the dilation's gaps.
  func unpadded(_ field: Node) -> Node {
    let isPlain = windows.allSatisfy { $0.padding == (0, 0) && $0.inputDilation == 1 }
    if isPlain { return field }
    let zero = Node.constant(0, TensorType(field.dtype, .scalar), device: field.device)
    let cut = field.padded(
      low: windows.map { -$0.padding.low }, high: windows.map { -$0.padding.high }, interior: windows.map { _ in 0 }, with: zero)
    if windows.allSatisfy({ $0.inputDilation == 1 }) { return cut }
    return cut.sliced(from: windows.map { _ in 0 }, to: cut.shape.dimensions, strides: windows.map(\.inputDilation))
  }

  /// From the first element that a tap sees to the last, both included.
  private var spans: [Int] { zip(places, windows).map { Convolution.Window.dilated($0, $1.stride) } }
}
