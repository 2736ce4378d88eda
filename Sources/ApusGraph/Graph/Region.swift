import Synchronization

/// A function from nodes to nodes as a value: what an operation with a body holds.
///
/// It is a program whose inputs are the body's parameters and, after them, what the body captured from around it. It refers to no
/// node. Two are equal exactly if they compute the same.
final class Region: Sendable {
  let program: Program
  private let key: StructureKey
  private let constants: [UInt64]
  let hostCost: Int
  /// The program as the interpreter runs it, made at its first run.
  private let expanded = Mutex<Program?>(nil)

  private init(_ program: Program, _ key: StructureKey, _ constants: [UInt64]) {
    self.program = program
    self.key = key
    self.constants = constants
    hostCost = program.hostCost
  }

  /// - Parameters:
  ///   - inputs: nodes that the function is of, whatever they are made of.
  ///   - results: what it makes of them.
  convenience init(_ inputs: [Node], _ results: [Node]) throws {
    let linear = try Linearization(outputs: results, arguments: inputs)
    self.init(linear.programWithRules, linear.key, linear.constants)
  }

  var inputs: [TensorType] { program.inputs }
  var results: [TensorType] { program.outputTypes }

  /// The results for `operands`, as nodes of the graph.
  func apply(_ operands: [Node]) -> [Node] { program.apply(operands) }

  func evaluate(_ operands: [HostArray]) throws -> [HostArray] {
    let flat = try expanded.withLock { expanded in
      let flat = try expanded ?? program.expandingComposites()
      expanded = flat
      return flat
    }
    return try flat.evaluate(operands)
  }

  /// Whether the derivative of something in it is what a closure says.
  var hasOwnRule: Bool { program.instructions.contains { $0.operation.hasOwnRule } }

  /// Without what only derivatives need.
  var cached: Region { Region(program.cached, key, constants) }
}

extension Program {
  /// The outputs for `operands`, as nodes of the graph.
  func apply(_ operands: [Node]) -> [Node] {
    var nodes: [Node] = []
    nodes.reserveCapacity(instructions.count)
    func node(_ reference: Reference) -> Node { reference.isInput ? operands[reference.index] : nodes[reference.index] }
    for instruction in instructions { nodes.append(.again(instruction.operation, instruction.operands.map(node))) }
    return outputs.map(node)
  }
}

extension Node {
  /// An operation of a program as a node of the graph. A number stays one that a program may take as an input.
  static func again(_ operation: any Operation, _ operands: [Node]) -> Node {
    if let constant = operation as? Constant { return .constant(bits: constant.bits, constant.type) }
    return make(operation, operands)
  }
}

extension Region: Hashable {
  static func == (a: Region, b: Region) -> Bool { a === b || a.key == b.key && a.constants == b.constants }
  func hash(into hasher: inout Hasher) { hasher.combine(key) }
}
