/// The operations of a function that its results need, each after those that it needs itself.
struct FunctionOrder {
  /// A result of an operation, or a parameter.
  struct Reference: Hashable {
    let node: String
    let output: Int
  }

  private(set) var nodes: [NodeDefinition] = []
  let results: [Reference]

  init(_ function: FunctionDefinition, in library: FunctionLibrary) throws {
    let byName = Dictionary(function.nodes.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    let parameters = Set(function.inputs.map(\.name))
    results = try function.outputs.map { output in
      guard let text = function.returns[output.name] else {
        throw library.malformed(function.name, "no value for its result \(output.name)")
      }
      return try Self.reference(text, function, in: library)
    }
    // A walk without recursion: a node is opened before what it needs, and closed after it.
    enum Visit { case open(String), close(NodeDefinition) }
    var pending = results.reversed().map { Visit.open($0.node) }
    var opened: Set<String> = [], closed: Set<String> = []
    while let visit = pending.popLast() {
      switch visit {
      case .close(let node):
        nodes.append(node)
        closed.insert(node.name)
      case .open(let name):
        if parameters.contains(name) || closed.contains(name) { continue }
        guard let node = byName[name] else { throw library.malformed(function.name, "no operation \(name)") }
        guard opened.insert(name).inserted else { throw library.malformed(function.name, "operations that need each other: \(name)") }
        pending.append(.close(node))
        pending += try Self.operands(of: node, function, in: library).reversed().map { .open($0.node) }
      }
    }
  }

  /// The operands of an operation, without what only has to run before it: no operation that is run here has other effects than results.
  static func operands(of node: NodeDefinition, _ function: FunctionDefinition, in library: FunctionLibrary) throws -> [Reference] {
    try node.inputs.filter { !$0.hasPrefix("^") }.map { try reference($0, function, in: library) }
  }

  /// `parameter`, or `node:output:0` with the name of the operation's output, of which there is one.
  private static func reference(_ text: String, _ function: FunctionDefinition, in library: FunctionLibrary) throws -> Reference {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    switch parts.count {
    case 1: return Reference(node: text, output: 0)
    case 3:
      if let output = Int(parts[2]), output >= 0 { return Reference(node: String(parts[0]), output: output) }
      fallthrough
    default: throw library.malformed(function.name, "the operand \(text)")
    }
  }
}
