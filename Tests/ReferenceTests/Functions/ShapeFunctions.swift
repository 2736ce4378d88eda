import ApusNN

enum ShapeFunctions: FunctionFamily {
  static let program = "shape"

  static func fill<S: TensorFloatingPoint>(_ row: inout FunctionTable<S>) {
    reshaping(&row)
    joining(&row)
    repeating(&row)
    padding(&row)
    slicing(&row)
    creating(&row)
  }

  private static func reshaping<S: TensorFloatingPoint>(_ row: inout FunctionTable<S>) {
    row("reshaped") { $0[0].reshaped(to: [-1, 2]) }
    row("flattened") { $0[0].flattened() }
    row("rankLifted") { $0[0].rankLifted() }
    row("expandingShape") { $0[0].expandingShape(at: 1, 3) }
    row("squeezingShape") { $0[0].squeezingShape(at: 0, 2) }
    row("transposed") { $0[0].transposed() }
    row("transposed by a permutation") { $0[0].transposed(permutation: 2, 0, 1) }
    row("reversed") { $0[0].reversed(inAxes: 0, 2) }
    row("depthToSpace") { depthToSpace($0[0], blockSize: 2) }
    row("spaceToDepth") { spaceToDepth($0[0], blockSize: 2) }
  }

  private static func joining<S: TensorFloatingPoint>(_ row: inout FunctionTable<S>) {
    row("concatenated") { $0[0].concatenated(with: $0[1], alongAxis: 1) }
    row("++") { $0[0] ++ $0[1] }
    row("init(concatenating") { Tensor(concatenating: $0, alongAxis: -1) }
    row("init(stacking") { Tensor(stacking: $0, alongAxis: 1) }
    row.several("unstacked") { $0[0].unstacked(alongAxis: 1) }
    row.several("split") { $0[0].split(count: $0[0].shape[1] / 2, alongAxis: 1) }
    row.several("split by sizes") { $0[0].split(sizes: [1, 2], alongAxis: 1) }
  }

  private static func repeating<S: TensorFloatingPoint>(_ row: inout FunctionTable<S>) {
    row("tiled") { $0[0].tiled(multiples: 2, 3) }
    row("broadcasted") { $0[0].broadcasted(to: [2, 3, 2]) }
    row("broadcasted like") { $0[0].broadcasted(like: $0[1]) }
    row("init(broadcasting") { Tensor(broadcasting: $0[0], to: [2, 3, 2]) }
    row("unbroadcasted") { $0[0].unbroadcasted(to: [3, 1]) }
    row("unbroadcasted like") { $0[0].unbroadcasted(like: $0[1]) }
  }

  private static func padding<S: TensorFloatingPoint>(_ row: inout FunctionTable<S>) {
    row("padded") { $0[0].padded(forSizes: [(0, 0), (2, 1), (0, 1)], with: 0.5) }
    row("padded by less") { $0[0].padded(forSizes: [(0, 0), (-1, 1), (0, 0)]) }
    row("padded reflecting") { $0[0].padded(forSizes: $0[0].shape.map { _ in (1, 1) }, mode: .reflect) }
    row("padded symmetrically") { $0[0].padded(forSizes: $0[0].shape.map { _ in (1, 1) }, mode: .symmetric) }
  }

  private static func slicing<S: TensorFloatingPoint>(_ row: inout FunctionTable<S>) {
    row("slice") { $0[0].slice(lowerBounds: [0, 1, 0], upperBounds: [$0[0].shape[0], 3, $0[0].shape[2]]) }
    row("slice by sizes") { $0[0].slice(lowerBounds: [0, 1, 0], sizes: [-1, 1, -1]) }
    row("subscript at a place") { $0[0][0..., 2] }
    row("subscript of ranges") { $0[0][0..<1, 0..<3 .. 2, TensorRange.newAxis] }
    row("subscript from the end") { $0[0][..., (-1)..., 0...].reversed(inAxes: 0) }
    row("subscript assigned") {
      var x = $0[0]
      x[0..., 1] = $0[1]
      return x
    }
  }

  private static func creating<S: TensorFloatingPoint>(_ row: inout FunctionTable<S>) {
    row("init(oneHotAtIndices") { Tensor<S>(oneHotAtIndices: Tensor<Int32>($0[0]), depth: 5) }
    row("init(oneHotAtIndices along 0") {
      Tensor<S>(oneHotAtIndices: Tensor<Int32>($0[0]), depth: 5, onValue: 2.5, offValue: 0.5, axis: 0)
    }
    row("init(rangeFrom") { Tensor<S>(rangeFrom: -1, to: S(converting: Double($0[0].scalarCount)), stride: 0.75) }
    row("init(linearSpaceFrom") { Tensor<S>(linearSpaceFrom: -1, to: 2, count: $0[0].scalarCount) }
    row("init(repeating") { Tensor<S>(repeating: 1.5, shape: [$0[0].scalarCount, 2]) }
    row("init(zeros") { Tensor<S>(zeros: [$0[0].scalarCount, 2]) }
    row("init(ones") { Tensor<S>(ones: [2, $0[0].scalarCount]) }
    row("init(zerosLike") { Tensor<S>(zerosLike: $0[0]) }
    row("init(onesLike") { Tensor<S>(onesLike: $0[0]) }
    row("eye") { eye(rowCount: $0[0].scalarCount, columnCount: 3) }
  }
}
