extension Convolution {
  /// What XLA:CPU is given for a convolution.
  enum Form: Hashable, Sendable {
    /// One `stablehlo.convolution`: XLA copies patches for a matrix product; with groups it runs plain loops.
    case single
    /// The sum, over filter taps and the input channels of a group, of the shifted input times that row of the filter: one fused loop.
    case shiftedInputs
    /// A product of the input with each tap of the filter, then the sum of those products, each shifted by its tap.
    case shiftedProducts
  }

  /// The fastest form by shapes alone, so that equal programs stay equal.
  ///
  /// Times relative to one `stablehlo.convolution`, on a sample of filters of 3, 5, 7 pixels a side, images of 8 to 64 and batches of 1,
  /// 32, 128 in `Float`, one and two threads:
  ///
  ///     terms (taps × inputs of a group), outputs     shifted inputs: best, median, worst
  ///     up to 27, up to 64                            0.05  0.25  0.65
  ///     28…50, up to 16                               0.13  0.28  0.86
  ///     51…75, up to 6                                0.19  0.41  1.01
  ///
  ///     outputs, of inputs                            shifted products
  ///     1…8, at least twice as many                   0.08  0.27  0.96
  ///     the same, over 5 million products             0.66  1.15  2.15
  ///     16                                            0.63  1.57  10.4
  ///     1…8, dilated inputs                           0.51  1.22  6.8
  ///
  /// Groups of one channel take 0.02…0.07 (8 × 56 × 56 × 64: 80 to 1.9 ms), of eight 0.4. The gradient of LeNet's first filter stays a
  /// convolution: 2.2 ms, against 5.4 as patches and a product and 15 as 25 sums. A filter of one pixel is a matrix product as it
  /// stands; below a thousand places starting takes the time.
  func form(for operands: [TensorType], to result: TensorType) -> Form {
    let (x, w) = (operands[0].shape, operands[1].shape)
    let inOrder = Axes.channelsLast(windows.count)
    guard input == inOrder, output == inOrder, batchGroups == 1 else { return .single }
    let places = result.elementCount / max(1, w[filter.batch])
    let taps = TensorShape(filter.space.map { w[$0] }).contiguousSize
    guard places >= 1_000, taps > 1, x.contiguousSize > 0 else { return .single }

    let terms = taps * w[filter.feature], outputs = w[filter.batch]
    if featureGroups > 1 { return terms <= Self.mostTerms ? .shiftedInputs : .single }
    let mostOutputs = terms <= 27 ? 64 : terms <= 50 ? 16 : terms <= Self.mostTerms ? 6 : 0
    if outputs <= mostOutputs { return .shiftedInputs }

    let products = x.contiguousSize / w[filter.feature] * taps * outputs
    let isSparse = windows.contains { $0.stride > 1 || $0.inputDilation > 1 }
    let isNarrow = outputs <= 8 && 2 * outputs <= w[filter.feature]
    return isNarrow && !isSparse && taps <= Self.mostTerms && products <= 5_000_000 ? .shiftedProducts : .single
  }

  /// Each term is five operations for XLA to compile, about four milliseconds: a first step of LeNet takes 0.71 instead of 0.64 s.
  private static let mostTerms = 75

  /// The convolution in a form that is not `single`, of operands that its axes name; `BFloat16` is summed up in `Float`.
  func nodes(_ form: Form, _ x: Node, _ w: Node) -> Node {
    if x.dtype == .bfloat16 {
      return nodes(form, x.converted(to: .float32), w.converted(to: .float32)).converted(to: .bfloat16)
    }
    let ordered = w.transposed(permutation: filter.space + [filter.feature, filter.batch])
    return form == .shiftedProducts ? sumOfShiftedProducts(x, ordered) : sumOfShiftedInputs(x, ordered)
  }

  /// - Parameter w: `[space…, inputs of a group, outputs]`, where the outputs of a group are neighbours.
  private func sumOfShiftedInputs(_ x: Node, _ w: Node) -> Node {
    let rank = x.rank, depth = w.shape[rank - 2], outputs = w.shape[rank - 1]
    // Along the channels each step takes one input of every group.
    let taps = WindowTaps(
      sizes: [1] + w.shape.dimensions[0..<rank - 1], windows: [.init()] + windows + [.init(stride: max(1, depth))], operand: x.shape)
    let field = taps.padded(x, with: 0)
    let grouped = [featureGroups, outputs / featureGroups]
    let rows = w.reshaped(to: TensorShape([taps.starts.count] + grouped))
    let places = Array(taps.places[0..<rank - 1]), wide = TensorShape(places + grouped)
    let terms = taps.starts.enumerated().map { term, start in
      let input = Node.make(Broadcast(to: wide, axes: Array(0..<rank)), taps.slice(field, from: start))
      let row = rows.sliced(term..<term + 1, alongAxis: 0).reshaped(to: TensorShape(grouped))
      return input * .make(Broadcast(to: wide, axes: [rank - 1, rank]), row)
    }
    return terms.dropFirst().reduce(terms[0], +).reshaped(to: TensorShape(places + [outputs]))  // a filter has taps
  }

  /// - Parameter w: `[space…, inputs, outputs]`
  private func sumOfShiftedProducts(_ x: Node, _ w: Node) -> Node {
    let rank = x.rank, inputs = w.shape[rank - 2], outputs = w.shape[rank - 1], space = Array(0..<rank - 2)
    let rows = x.reshaped(to: [x.shape.contiguousSize / inputs, inputs])
    let columns = w.transposed(permutation: [rank - 2] + space + [rank - 1]).reshaped(to: [inputs, w.shape.contiguousSize / inputs])
    let product = Node.make(DotGeneral(leftContracting: [1], rightContracting: [0]), rows, columns)
    // Without a barrier XLA computes the product again for every tap.
    var fan = x.shape
    fan[rank - 1] = columns.shape[1]
    let products = product.reshaped(to: fan).withBarrier()
    var terms: [Node] = []
    forEachPosition(TensorShape(space.map { w.shape[$0] })) { index, tap in
      let term = products.sliced(index * outputs..<(index + 1) * outputs, alongAxis: rank - 1)
      let low = space.map { windows[$0].padding.low - tap[$0] * windows[$0].filterDilation }
      let high = space.map { axis in
        windows[axis].outputExtent(input: x.shape[axis + 1], filter: w.shape[axis]) - low[axis] - x.shape[axis + 1]
      }
      terms.append(term.padded(low: [0] + low + [0], high: [0] + high + [0]))
    }
    return terms.dropFirst().reduce(terms[0], +)  // a filter has taps
  }
}
