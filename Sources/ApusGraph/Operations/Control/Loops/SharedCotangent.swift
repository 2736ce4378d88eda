/// The cotangent of a value that all steps of a scan share, as each step contributes to it: products of matrices, as to a weight's, and
/// what is added to them.
///
/// The products of all steps add up to one, in which the steps are one more contracted axis:
///
///     Σₜ aₜᵀ · bₜ = aᵀ · b        a: [steps · batch, rows], b: [steps · batch, columns]
///
/// It is made behind the loop, of factors that the loop stacks. So a step neither reads nor writes a sum as large as the weight.
struct SharedCotangent {
  struct Product {
    let operation: DotGeneral
    let factors: [Node]
    /// What moves the product's elements to their places, last first.
    let rearrangements: [any Operation]
    let elementCount: Int
  }

  /// The products that are made behind the loop.
  private(set) var products: [Product] = []
  /// What the loop adds up, `nil` if nothing is left.
  private(set) var rest: Node?

  /// - Parameter contribution: that of one step.
  init(_ contribution: Node, behindTheLoop isBehind: (Product) -> Bool) {
    for term in Self.terms(of: contribution) {
      if let product = Product(term), isBehind(product) {
        products.append(product)
      } else {
        rest = rest.map { $0 + term } ?? term
      }
    }
  }

  static func terms(of sum: Node) -> [Node] {
    GraphLock.held {
      var terms: [Node] = []
      var pending = [sum]
      while let node = pending.popLast() {
        if node.operation is Add { pending += node.operands.reversed() } else { terms.append(node) }
      }
      return terms
    }
  }
}

extension SharedCotangent.Product {
  /// `nil` if `node` is no product.
  init?(_ node: Node) {
    var node = node
    var rearrangements: [any Operation] = []
    GraphLock.held {
      while node.operation is Transpose || node.operation is Reshape, let operand = node.operands.first {
        rearrangements.append(node.operation)
        node = operand
      }
    }
    guard let operation = node.operation as? DotGeneral else { return nil }
    self.init(
      operation: operation, factors: GraphLock.held { node.operands }, rearrangements: rearrangements, elementCount: node.type.elementCount)
  }

  /// The sum over all steps.
  ///
  /// - Parameter stacks: the factors of all steps, along a new first axis.
  func summed(_ stacks: [Node]) -> Node {
    var joined = operation
    joined.leftBatch = operation.leftBatch.map { $0 + 1 }
    joined.rightBatch = operation.rightBatch.map { $0 + 1 }
    joined.leftContracting = [0] + operation.leftContracting.map { $0 + 1 }
    joined.rightContracting = [0] + operation.rightContracting.map { $0 + 1 }
    return rearrangements.reversed().reduce(.make(joined, stacks)) { .make($1, $0) }
  }
}
