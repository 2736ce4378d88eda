extension Convolution {
  // Both derivatives of a convolution are convolutions with other roles for the axes; the paddings follow from counting which
  // filter tap meets which input element (Dumoulin and Visin, "A guide to convolution arithmetic", 2016, section 4).
  func pullback(_ cotangent: Node, operands: [Node], result: Node) -> [Node?] {
    [inputCotangent(cotangent, operands[0], operands[1]), filterCotangent(cotangent, operands[0], operands[1])]
  }

  func pullback(_ cotangent: Node, operands: [Node], result: Node, wanted: OperandSet) -> [Node?] {
    [
      wanted.contains(0) ? inputCotangent(cotangent, operands[0], operands[1]) : nil,
      wanted.contains(1) ? filterCotangent(cotangent, operands[0], operands[1]) : nil,
    ]
  }

  private func inputCotangent(_ cotangent: Node, _ x: Node, _ w: Node) -> Node {
    var transposed = self
    transposed.input = output
    transposed.output = input
    transposed.filter = Axes(batch: filter.feature, feature: filter.batch, space: filter.space)
    var flipped = w.reversed(along: filter.space)
    if featureGroups > 1 {
      // [inputs / g, outputs] to [inputs, outputs / g]: the filter's two channel axes trade the groups.
      flipped = flipped.regrouped(from: filter.batch, to: filter.feature, groups: featureGroups)
    }
    transposed.batchGroups = 1
    transposed.windows = windows.indices.map { index in
      let window = windows[index]
      let extent = x.shape[input.space[index]], taps = Window.dilated(w.shape[filter.space[index]], window.filterDilation)
      let strided = Window.dilated(cotangent.shape[output.space[index]], window.stride)
      let low = taps - 1 - window.padding.low
      let needed = Window.dilated(extent, window.inputDilation) + taps - 1
      return Window(
        stride: window.inputDilation, padding: (low, needed - strided - low), inputDilation: window.stride,
        filterDilation: window.filterDilation)
    }
    if batchGroups > 1 {
      // Groups of the batch are groups of the cotangent's channels.
      transposed.featureGroups = batchGroups
      flipped = flipped.regrouped(from: filter.batch, to: filter.feature, groups: batchGroups)
      let joined = Node.make(transposed, cotangent, flipped)
      return joined.regrouped(from: input.feature, to: input.batch, groups: batchGroups)
    }
    return .make(transposed, cotangent, flipped)
  }

  private func filterCotangent(_ cotangent: Node, _ x: Node, _ w: Node) -> Node {
    var correlation = self
    // The batch is what is summed over, so it takes the role of the channels, and the channels that of the batch.
    correlation.input = Axes(batch: input.feature, feature: input.batch, space: input.space)
    correlation.filter = Axes(batch: output.feature, feature: output.batch, space: output.space)
    correlation.output = Axes(batch: filter.feature, feature: filter.batch, space: filter.space)
    correlation.batchGroups = featureGroups
    correlation.featureGroups = batchGroups
    correlation.windows = windows.indices.map { index in
      let window = windows[index]
      let taps = Window.dilated(w.shape[filter.space[index]], window.filterDilation)
      let padded = Window.dilated(x.shape[input.space[index]], window.inputDilation) + window.padding.low
      let strided = Window.dilated(cotangent.shape[output.space[index]], window.stride)
      return Window(
        stride: window.filterDilation, padding: (window.padding.low, taps + strided - 1 - padded), inputDilation: window.inputDilation,
        filterDilation: window.stride)
    }
    return .make(correlation, x, cotangent)
  }
}

extension Node {
  /// Splits `groups` off the front of axis `source` and puts them in front of axis `target`.
  fileprivate func regrouped(from source: Int, to target: Int, groups: Int) -> Node {
    var split = shape.dimensions
    split[source] /= groups
    split.insert(groups, at: source)
    let moved = target > source ? target + 1 : target
    var order = Array(split.indices)
    order.remove(at: source)
    let place = order.firstIndex(of: target >= source ? moved : target) ?? 0
    order.insert(source, at: place)
    var merged = shape.dimensions
    merged[source] /= groups
    merged[target] *= groups
    return reshaped(to: TensorShape(split)).transposed(permutation: order).reshaped(to: TensorShape(merged))
  }
}
