/// What a tape has read of variables: for each the nodes that stand for the values it had, oldest first.
///
/// A list, in which few variables are found by looking at them all; a table takes longer to make than a small model's gradients.
struct VariableReads {
  private var reads: [(variable: ObjectIdentifier, source: UInt64, node: Node)] = []
  /// The places of each variable's reads, where there are many.
  private var places: [ObjectIdentifier: [Int]] = [:]
  private static let manyReads = 16

  var last: Node? { reads.last?.node }

  mutating func append(_ node: Node, of variable: VariableStorage, source: UInt64) {
    reads.append((ObjectIdentifier(variable), source, node))
    if reads.count == Self.manyReads {
      for index in reads.indices { places[reads[index].variable, default: []].append(index) }
    } else if reads.count > Self.manyReads {
      places[ObjectIdentifier(variable), default: []].append(reads.count - 1)
    }
  }

  /// What stands for the value that was `source` when the variable was read.
  func node(of variable: VariableStorage, source: UInt64) -> Node? {
    var found: Node?
    forEachPlace(of: variable) { if reads[$0].source == source { found = reads[$0].node } }
    return found
  }

  func forEachNode(of variable: VariableStorage, _ body: (Node) -> Void) { forEachPlace(of: variable) { body(reads[$0].node) } }

  private func forEachPlace(of variable: VariableStorage, _ body: (Int) -> Void) {
    let variable = ObjectIdentifier(variable)
    if reads.count >= Self.manyReads {
      for place in places[variable] ?? [] { body(place) }
    } else {
      for place in reads.indices where reads[place].variable == variable { body(place) }
    }
  }
}
