import ApusNN

enum Indexing: FunctionFamily {
  static let program = "indexing"

  static func fill<S: TensorFloatingPoint>(_ row: inout FunctionTable<S>) {
    row("gathering") { $0[0].gathering(atIndices: Tensor<Int32>($0[1])) }
    row("gathering along 1") { $0[0].gathering(atIndices: Tensor<Int32>($0[1]), alongAxis: 1) }
    row("batchGathering") { $0[0].batchGathering(atIndices: Tensor<Int32>($0[1])) }
    row("gathering where") { $0[0].gathering(where: mask($0[0].shape[0])) }
    row("nonZeroIndices") { Tensor<S>(relu($0[0]).nonZeroIndices()) }
    row("taking") { $0[0].taking(atIndices: Tensor<Int32>($0[1]), alongAxis: 0) }
    row("sorted") { $0[0].sorted() }
    row("sorted descending") { $0[0].sorted(alongAxis: 1, descending: true) }
    row("argsort") { Tensor<S>($0[0].argsort()) }
    row("argsort descending") { Tensor<S>($0[0].argsort(alongAxis: 1, descending: true)) }
    row("topK") { $0[0].topK(2).values }
    row("topK places") { Tensor<S>($0[0].topK(2).indices) }
  }

  /// The places that the program keeps of so many.
  private static func mask(_ count: Int) -> Tensor<Bool> {
    let kept: [Int: Set<Int>] = [3: [0, 2], 2: [1], 4: [0, 1, 3]]
    return Tensor<Bool>((0..<count).map { kept[count]?.contains($0) == true })
  }
}
