import Apus

/// What a program has computed, in a few words.
struct ProgramResults {
  private let entries: [(name: String, type: String, values: String)]

  init(_ results: [String: AnyTensor]) throws {
    entries = try results.sorted { $0.key < $1.key }.map { name, tensor in
      (name, "\(tensor.dtype)\(tensor.shape)", try Self.firstValues(of: tensor))
    }
  }

  /// One line a result: `logits  Float[2, 10]  -0.12 0.53 …`.
  var text: String {
    let width = entries.map(\.name.count).max() ?? 0
    return entries.map { $0.name + String(repeating: " ", count: width - $0.name.count) + "  \($0.type)  \($0.values)" }
      .joined(separator: "\n")
  }

  /// All in one line: `loss 2.3025`.
  var line: String { entries.map { "\($0.name) \($0.values)" }.joined(separator: "  ") }

  private static let shownCount = 6

  private static func firstValues(of tensor: AnyTensor) throws -> String {
    let scalars = try tensor.readDoubles(first: shownCount)
    let isWhole = !tensor.dtype.isFloatingPoint
    let texts = scalars.map { isWhole ? String(Int64($0)) : String(Float($0)) }
    return texts.joined(separator: " ") + (tensor.shape.contiguousSize > shownCount ? " …" : "")
  }
}

extension AnyTensor {
  /// The first few elements in row-major order.
  fileprivate func readDoubles(first count: Int) throws -> [Double] {
    let few = min(count, shape.contiguousSize)
    let flat = node.reshaped(to: [shape.contiguousSize]).sliced(0..<few, alongAxis: 0).converted(to: .float64)
    return try Tensor<Double>(handle: AnyTensor(flat).handle).readScalars()
  }
}
