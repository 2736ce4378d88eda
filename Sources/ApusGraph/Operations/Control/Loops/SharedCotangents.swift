/// The cotangents of all values that the steps of a scan share, and what the scan back does for their products.
struct SharedCotangents {
  /// In the order of the contributions.
  private(set) var each: [SharedCotangent] = []
  /// The factors that the scan back has to stack besides the cotangents of elements.
  private(set) var stackedBack: [Node] = []
  /// The factors that the step forward makes or is given.
  private(set) var givenForward: [Node] = []

  /// Products are made behind the loop if both factors differ from step to step, unless a step would write more of what is not stacked
  /// anyhow than it saves, which is to read and to write a sum. What the step forward knows is stacked for the step back in either case.
  ///
  /// - Parameters:
  ///   - contributions: those of one step.
  ///   - forward: the parameters of a step forward that differ from step to step.
  ///   - seeds: the parameters of a step back.
  ///   - stacked: what there are stacks of.
  init(_ contributions: [Node], forward: [Node], seeds: [Node], stacked: [Node]) {
    let factors = contributions.flatMap { SharedCotangent.terms(of: $0).compactMap { SharedCotangent.Product($0) }.flatMap(\.factors) }
    let differing = Region.dependents(among: factors, on: forward + seeds)
    let madeBack = Region.dependents(among: factors, on: seeds)
    var known = Set(stacked.map(\.id))
    for contribution in contributions {
      let cotangent = SharedCotangent(contribution) { product in
        guard product.factors.allSatisfy({ differing.contains($0.id) }) else { return false }
        let new = product.factors.filter { !known.contains($0.id) }, written = new.filter { madeBack.contains($0.id) }
        guard written.reduce(0, { $0 + $1.type.elementCount }) <= 2 * product.elementCount else { return false }
        for factor in new where known.insert(factor.id).inserted {
          if madeBack.contains(factor.id) { stackedBack.append(factor) } else { givenForward.append(factor) }
        }
        return true
      }
      each.append(cotangent)
    }
  }

  /// What the products of all steps add up to, for each cotangent; `nil` for one without.
  ///
  /// - Parameter stacks: by the identifier of a factor, its values at all steps.
  func sumsOfProducts(_ stacks: [UInt64: Node]) -> [Node?] {
    each.map { cotangent in
      let sums = cotangent.products.map { product in product.summed(product.factors.compactMap { stacks[$0.id] }) }
      return sums.first.map { sums.dropFirst().reduce($0, +) }
    }
  }
}
