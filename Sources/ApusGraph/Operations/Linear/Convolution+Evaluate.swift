extension Convolution {
  func evaluate(_ operands: [HostArray], to result: TensorType) throws -> HostArray {
    try result.dtype.dispatchFloat(Evaluation(operation: self, operands: rounded(operands), type: result))
  }

  /// The definition: for each output element the sum over input channels and filter taps that lie inside the input.
  private struct Evaluation: FloatVisitor {
    let operation: Convolution
    let operands: [HostArray]
    let type: TensorType

    func visit<E: FloatElement>(_: E.Type) throws -> HostArray {
      let output = try HostArray(uninitialized: type)
      let x = operands[0].elements(E.self), w = operands[1].elements(E.self), y = output.elements(E.self)
      let (input, filter) = (operation.input, operation.filter)
      let xShape = operands[0].type.shape, wShape = operands[1].type.shape
      let xStrides = xShape.rowMajorStrides, wStrides = wShape.rowMajorStrides
      let depth = wShape[filter.feature]
      let outputsPerGroup = wShape[filter.batch] / operation.featureGroups
      let outputsPerBatchGroup = wShape[filter.batch] / operation.batchGroups
      let batch = type.shape[operation.output.batch]
      forEachPosition(type.shape) { index, position in
        let feature = position[operation.output.feature]
        let group = feature / outputsPerGroup
        let row = position[operation.output.batch] + feature / outputsPerBatchGroup * batch
        let xBase = row * xStrides[input.batch] + group * depth * xStrides[input.feature]
        let wBase = feature * wStrides[filter.batch]
        var sum = E.Accumulator.zeroValue
        forEachTap(position, xShape, wShape, xStrides, wStrides) { xOffset, wOffset in
          for channel in 0..<depth {
            let a = x[xBase + xOffset + channel * xStrides[input.feature]], b = w[wBase + wOffset + channel * wStrides[filter.feature]]
            sum = .adding(sum, .multiplying(a.widened, b.widened))
          }
        }
        y[index] = E(narrowing: sum)
      }
      return output
    }

    /// Calls `body` with the offsets of input element and filter tap for each tap that meets the input.
    @inline(__always)
    private func forEachTap(
      _ position: [Int], _ xShape: TensorShape, _ wShape: TensorShape, _ xStrides: [Int], _ wStrides: [Int], _ body: (Int, Int) -> Void
    ) {
      let taps = TensorShape(operation.filter.space.map { wShape[$0] })
      forEachPosition(taps) { _, tap in
        var xOffset = 0, wOffset = 0
        for (index, window) in operation.windows.enumerated() {
          let at = position[operation.output.space[index]] * window.stride + tap[index] * window.filterDilation - window.padding.low
          let axis = operation.input.space[index]
          if at < 0 || at % window.inputDilation != 0 || at / window.inputDilation >= xShape[axis] { return }
          xOffset += at / window.inputDilation * xStrides[axis]
          wOffset += tap[index] * wStrides[operation.filter.space[index]]
        }
        body(xOffset, wOffset)
      }
    }
  }
}

/// Calls `body` with the row-major index and the coordinates of each element of a shape.
@inline(__always)
func forEachPosition(_ shape: TensorShape, _ body: (_ index: Int, _ position: [Int]) -> Void) {
  let count = shape.contiguousSize
  var position = [Int](repeating: 0, count: shape.rank)
  for index in 0..<count {
    body(index, position)
    var axis = shape.rank - 1
    while axis >= 0 {
      position[axis] += 1
      if position[axis] < shape[axis] { break }
      position[axis] = 0
      axis -= 1
    }
  }
}
