extension Node {
  /// A convolution of `[batch, space…, channels]` with a filter `[space…, inputs / groups, outputs]`.
  ///
  /// - Parameter padding: the zeros before and after each axis of space, given the extents of input and filter, stride and dilation.
  package static func convolution(
    _ input: Node, _ filter: Node, strides: [Int], dilations: [Int], groups: Int = 1,
    padding: (_ axis: Int, _ input: Int, _ window: Int, _ stride: Int, _ dilation: Int) -> (low: Int, high: Int)
  ) -> Node {
    let rank = strides.count
    guard input.rank == rank + 2, filter.rank == rank + 2 else {
      return make(Convolution(strides.map { .init(stride: $0) }), input, filter)
    }
    let windows = strides.indices.map { axis in
      Convolution.Window(
        stride: strides[axis],
        padding: padding(axis, input.shape[axis + 1], filter.shape[axis], strides[axis], dilations[axis]),
        filterDilation: dilations[axis])
    }
    return Convolution(windows, featureGroups: groups).inLocalPrecision([input, filter])
  }
}
