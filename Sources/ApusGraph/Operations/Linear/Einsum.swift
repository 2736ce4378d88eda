extension Node {
  /// Einstein's summation: products of the operands' elements, summed over every axis that the result does not name.
  ///
  ///     Node.einsum("bij,bjk->bik", [a, b])   // a product of matrices in batches
  ///
  /// Operands are contracted from left to right, each pair as one `dot_general`; axes that only one operand has are summed before.
  public static func einsum(_ text: String, _ operands: [Node]) -> Node {
    if let poisoned = operands.first(where: { $0.diagnosis != nil }) { return poisoned }
    do throws(EinsumEquation.Problem) {
      let equation = try EinsumEquation(text, ranks: operands.map(\.rank))
      guard let dtype = operands.first?.dtype, operands.allSatisfy({ $0.dtype == dtype }), dtype.isNumber else {
        throw EinsumEquation.Problem("the operands are not numbers of one type")
      }
      return try contracted(equation, operands)
    } catch {
      let hint = "write an equation such as ij,jk->ik, a letter for each axis"
      return .poison(Mistake.argument(function: "einsum", problem: "“\(text)” cannot be computed: \(error.text)", hint: hint), operands)
    }
  }

  private static func contracted(_ equation: EinsumEquation, _ operands: [Node]) throws(EinsumEquation.Problem) -> Node {
    let extents = try extents(equation, operands)
    var terms = zip(operands, equation.operands).map { EinsumTerm(node: $0, labels: $1) }
    for index in terms.indices { terms[index].takeDiagonals() }
    var result = terms.removeFirst()
    while true {
      let needed = Set(equation.result).union(terms.flatMap(\.labels))
      result.sum(keeping: needed)
      guard !terms.isEmpty else { break }
      var next = terms.removeFirst()
      let later = Set(equation.result).union(terms.flatMap(\.labels))
      next.sum(keeping: later.union(result.labels))
      result = result.times(next, keeping: later, extents)
    }
    return result.arranged(as: equation.result, extents)
  }

  /// The extent of each axis; axes of the ellipsis may be 1 in some operands.
  private static func extents(
    _ equation: EinsumEquation, _ operands: [Node]
  ) throws(EinsumEquation.Problem) -> [EinsumEquation.Label: Int] {
    var extents: [EinsumEquation.Label: Int] = [:]
    for (operand, labels) in zip(operands, equation.operands) {
      for (label, extent) in zip(labels, operand.shape) {
        let known = extents[label] ?? extent
        switch label {
        case .letter(let letter):
          guard known == extent else { throw EinsumEquation.Problem("“\(letter)” is \(known) long in one place and \(extent) in another") }
          extents[label] = extent
        case .ellipsis:
          guard known == extent || known == 1 || extent == 1 else {
            throw EinsumEquation.Problem("axes of the ellipsis are \(known) and \(extent) long, which cannot be broadcast")
          }
          extents[label] = known == 1 ? extent : known
        }
      }
    }
    return extents
  }
}

/// An operand of a summation with the names of its axes.
private struct EinsumTerm {
  typealias Label = EinsumEquation.Label
  var node: Node
  var labels: [Label]

  /// Of an axis that is named twice only the diagonal counts: everything else is left out of a sum along the second.
  mutating func takeDiagonals() {
    while let (first, second) = repeated() {
      let places = TensorType(.int32, node.shape)
      let isDiagonal = Node.compare(.iota(places, along: first), .iota(places, along: second), .equal)
      node = Node.select(isDiagonal, node, node.zeros).sum(along: [second])
      labels.remove(at: second)
    }
  }

  private func repeated() -> (Int, Int)? {
    for second in labels.indices {
      if let first = labels[..<second].firstIndex(of: labels[second]) { return (first, second) }
    }
    return nil
  }

  mutating func sum(keeping needed: Set<Label>) {
    let axes = labels.indices.filter { !needed.contains(labels[$0]) }
    if axes.isEmpty { return }
    node = node.sum(along: axes)
    labels = labels.filter(needed.contains)
  }

  /// The product with `other`, summed over what both have and nobody else needs.
  func times(_ other: EinsumTerm, keeping needed: Set<Label>, _ extents: [Label: Int]) -> EinsumTerm {
    let common = labels.filter(other.labels.contains)
    let (left, right) = (filled(common, extents), other.filled(common, extents))
    let batch = common.filter(needed.contains), contracted = common.filter { !needed.contains($0) }
    let places = { (term: EinsumTerm, names: [Label]) in names.compactMap { term.labels.firstIndex(of: $0) } }
    let product = DotGeneral(
      leftBatch: places(left, batch), rightBatch: places(right, batch), leftContracting: places(left, contracted),
      rightContracting: places(right, contracted))
    let free = (left.labels + right.labels).filter { !common.contains($0) }
    return EinsumTerm(node: product.inLocalPrecision([left.node, right.node]), labels: batch + free)
  }

  /// The term with its axes `names` repeated to their full extents.
  private func filled(_ names: [Label], _ extents: [Label: Int]) -> EinsumTerm {
    var shape = node.shape
    for (axis, label) in labels.enumerated() where names.contains(label) { shape[axis] = extents[label] ?? shape[axis] }
    if shape == node.shape { return self }
    return EinsumTerm(node: .make(Broadcast(to: shape, axes: Array(labels.indices)), node), labels: labels)
  }

  /// The axes in the order of the result; an axis of the ellipsis that this term lacks is repeated.
  func arranged(as result: [Label], _ extents: [Label: Int]) -> Node {
    let present = result.filter(labels.contains)
    let ordered = node.transposed(permutation: present.compactMap { labels.firstIndex(of: $0) })
    let shape = TensorShape(result.map { extents[$0] ?? 1 })
    if ordered.shape == shape { return ordered }
    return .make(Broadcast(to: shape, axes: present.compactMap { result.firstIndex(of: $0) }), ordered)
  }
}
