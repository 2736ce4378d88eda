extension ReduceWindow {
  func evaluate(_ operands: [HostArray], to result: TensorType) throws -> HostArray {
    try result.dtype.dispatchNumber(Evaluation(operation: self, operand: operands[0], type: result))
  }

  /// The definition: for each place of the window the fold over its taps that lie on elements.
  private struct Evaluation: NumberVisitor {
    let operation: ReduceWindow
    let operand: HostArray
    let type: TensorType

    func visit<E: NumberElement>(_: E.Type) throws -> HostArray {
      switch operation.fold {
      case .sum: try slide { (values: [E]) in sum(values) }
      case .max: try slide { (values: [E]) in values.reduce(E.lowest, Maximum.apply) }
      case .min: try slide { (values: [E]) in values.reduce(E.highest, Minimum.apply) }
      }
    }

    /// Narrow floating point is added in its wider `Compute` type, as every device does.
    private func sum<E: NumberElement>(_ values: [E]) -> E {
      if let values = values as? [BFloat16] { return E(converting: Double(values.reduce(Float(0)) { $0 + Float($1) })) }
      return values.reduce(E.zeroValue, E.adding)
    }

    private func slide<E: NumberElement>(_ combine: ([E]) -> E) throws -> HostArray {
      let output = try HostArray(uninitialized: type)
      let source = operand.elements(E.self), target = output.elements(E.self)
      let shape = operand.type.shape, strides = shape.rowMajorStrides, taps = TensorShape(operation.sizes)
      forEachPosition(type.shape) { index, position in
        var values: [E] = []
        forEachPosition(taps) { _, tap in
          var offset = 0
          for (axis, window) in operation.windows.enumerated() {
            let at = position[axis] * window.stride + tap[axis] * window.filterDilation - window.padding.low
            if at < 0 || at % window.inputDilation != 0 || at / window.inputDilation >= shape[axis] { return }
            offset += at / window.inputDilation * strides[axis]
          }
          values.append(source[offset])
        }
        target[index] = combine(values)
      }
      return output
    }
  }
}
