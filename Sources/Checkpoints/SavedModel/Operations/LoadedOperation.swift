/// An operation of TensorFlow that is run here.
struct LoadedOperation: Sendable {
  let name: String
  let run: @Sendable (LoadedCall) throws -> [LoadedValue]

  init(_ name: String, _ run: @escaping @Sendable (LoadedCall) throws -> [LoadedValue]) { (self.name, self.run) = (name, run) }

  /// Every operation, by name. A family has a file of its own.
  static let table = Dictionary(
    (structure + modules + elementwise + shapes + reductions + networks).map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
}

/// An operation in a function that is being run.
struct LoadedCall {
  let node: NodeDefinition
  /// The function of the library.
  let function: String
  /// What the user calls the function.
  let name: String
  let operands: [LoadedValue]
  let library: FunctionLibrary
  let depth: Int

  /// The operand with this place, which has to be a tensor.
  func tensor(_ place: Int) throws -> Node {
    guard operands.indices.contains(place), case .tensor(let node) = operands[place] else {
      throw malformed("no tensor as operand \(place)")
    }
    return node
  }

  func tensors() throws -> [Node] { try operands.indices.map(tensor) }

  func attribute(_ name: String) throws -> AttributeValue {
    guard let value = node.attributes[name] else { throw malformed("no attribute \(name)") }
    return value
  }

  func malformed(_ problem: String) -> SavedModelError { library.malformed(name, "\(node.operation) \(node.name): \(problem)") }

  func unsupported(_ problem: String) -> SavedModelError {
    .unsupportedForm(path: library.path, function: name, operation: node.operation, problem: problem)
  }
}
