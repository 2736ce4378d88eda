import Checkpoints

extension FileReport {
  /// A tensor as a report shows it.
  struct Tensor {
    let name: String
    /// In the words of the file's format.
    let type: String
    let shape: [Int]
    let byteCount: Int
  }

  /// Adds what all tensors together are to the facts, and a table of them.
  mutating func add(_ tensors: [Tensor]) {
    facts += [
      ("tensors", .number(tensors.count)), ("elements", .number(Self.sum(tensors.map(Self.elements)))),
      ("bytes", .bytes(Self.sum(tensors.map(\.byteCount)))), ("types", .text(Self.types(of: tensors))),
    ]
    tables.append(
      .init(
        title: "tensors", columns: ["name", "type", "shape", "bytes"],
        rows: tensors.map { [.text($0.name), .text($0.type), .shape($0.shape), .bytes($0.byteCount)] }))
  }

  /// Files may claim more than can be counted, of which nothing is read.
  private static func sum(_ counts: [Int]) -> Int {
    counts.reduce(0) { sum, count in
      let (result, overflow) = sum.addingReportingOverflow(count)
      return overflow ? .max : result
    }
  }

  private static func elements(of tensor: Tensor) -> Int {
    if tensor.shape.contains(0) { return 0 }
    return tensor.shape.reduce(1) { product, extent in
      let (result, overflow) = product.multipliedReportingOverflow(by: extent)
      return overflow ? .max : result
    }
  }

  /// Each type with how many tensors have it, as `4 F32, 1 I64`.
  private static func types(of tensors: [Tensor]) -> String {
    let counts = Dictionary(grouping: tensors, by: \.type).mapValues(\.count)
    return counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { "\($0.value) \($0.key)" }.joined(separator: ", ")
  }
}

extension FileReport.Tensor {
  init(_ stored: StoredTensor) {
    self.init(name: stored.name, type: stored.type, shape: stored.shape, byteCount: stored.byteCount)
  }
}
