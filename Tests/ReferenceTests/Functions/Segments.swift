import ApusNN

/// Four segments.
enum Segments: FunctionFamily {
  static let program = "segments"

  static func fill<S: TensorFloatingPoint>(_ row: inout FunctionTable<S>) {
    row("segmentSum") { $0[0].segmentSum(segments: Tensor<Int32>($0[1]), segmentCount: 4) }
    row("segmentMean") { $0[0].segmentMean(segments: Tensor<Int32>($0[1]), segmentCount: 4) }
    row("segmentMax") { $0[0].segmentMax(segments: Tensor<Int32>($0[1]), segmentCount: 4) }
    row("segmentMin") { $0[0].segmentMin(segments: Tensor<Int32>($0[1]), segmentCount: 4) }
    row("segmentProduct") { $0[0].segmentProduct(segments: Tensor<Int32>($0[1]), segmentCount: 4) }
  }
}
