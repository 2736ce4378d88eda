extension LoadedOperation {
  /// Sums, extrema, and what is made of them.
  static let reductions: [LoadedOperation] =
    folds.map { name, fold in
      LoadedOperation(name) { call in
        let operand = try call.tensor(0)
        let axes = try call.integers(1).map { $0 < 0 ? $0 + operand.rank : $0 }
        guard axes.allSatisfy(operand.shape.indices.contains), Set(axes).count == axes.count else {
          throw call.malformed("the axes \(axes)")
        }
        let folded = fold(operand, axes)
        let keeps = call.node.attributes["keep_dims"] == .bool(true)
        return [.tensor(keeps ? folded.reshaped(to: operand.shape.keeping(axes)) : folded)]
      }
    } + [
      LoadedOperation("Softmax") { call in
        let operand = try call.tensor(0)
        return [.tensor(operand.softmax(alongAxis: operand.rank - 1))]
      },
      LoadedOperation("LogSoftmax") { call in
        let operand = try call.tensor(0)
        return [.tensor(operand.logSoftmax(alongAxis: operand.rank - 1))]
      },
      LoadedOperation("ArgMax") { call in
        let operand = try call.tensor(0)
        guard let axis = try call.integers(1).first, (-operand.rank..<operand.rank).contains(axis) else { throw call.malformed("no axis") }
        let isWide = call.node.attributes["output_type"] != .type(TensorBundleDType.int32.rawValue)
        let places = operand.argmax(along: axis < 0 ? axis + operand.rank : axis)
        return [.tensor(isWide ? places.converted(to: .int64) : places)]
      },
    ]

  private static let folds: [(String, @Sendable (Node, [Int]) -> Node)] = [
    ("All", { $0.all(along: $1) }), ("Any", { $0.any(along: $1) }), ("Max", { $0.max(along: $1) }), ("Min", { $0.min(along: $1) }),
    ("Prod", { $0.product(along: $1) }), ("Sum", { $0.sum(along: $1) }),
    ("Mean", { operand, axes in operand.sum(along: axes) / Double(TensorShape(axes.map { operand.shape[$0] }).contiguousSize) }),
  ]
}
