import Synchronization

/// What flows between the operations of a loaded function.
enum LoadedValue {
  case tensor(Node)
  case variable(VariableStorage)
  /// A variable that holds no tensor.
  case nothing
}

/// The functions of a SavedModel's graph, which are run operation by operation.
final class FunctionLibrary: Sendable {
  let functions: [String: FunctionDefinition]
  let path: String
  /// Modules are compiled once for each operation and the types of its operands.
  private let modules = Mutex<[ModuleKey: ForeignModule]>([:])

  struct ModuleKey: Hashable {
    let function: String
    let node: String
    let types: [TensorType]
  }

  init(_ functions: [FunctionDefinition], path: String) {
    self.functions = Dictionary(functions.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    self.path = path
  }

  /// Functions that call each other deeper than that go round in circles.
  private static let deepestCall = 32

  func malformed(_ function: String, _ problem: String) -> SavedModelError {
    .malformedFunction(path: path, function: function, problem: problem)
  }

  /// Requires that every operation that a function needs is run here.
  ///
  /// - Parameter name: what the caller calls it.
  func check(_ function: String, called name: String) throws {
    var pending = [function], seen: Set<String> = [function]
    while let next = pending.popLast() {
      guard let definition = functions[next] else { throw malformed(name, "a call of \(next), which is not in the library") }
      let order = try FunctionOrder(definition, in: self)
      for node in order.nodes {
        guard LoadedOperation.table[node.operation] != nil else {
          throw SavedModelError.unsupportedOperation(path: path, function: name, operation: node.operation)
        }
        if case .function(let called)? = node.attributes["f"], seen.insert(called).inserted { pending.append(called) }
      }
    }
  }

  func run(_ function: String, _ arguments: [LoadedValue], called name: String, depth: Int = 0) throws -> [LoadedValue] {
    guard let definition = functions[function], definition.inputs.count == arguments.count, depth < Self.deepestCall else {
      throw malformed(name, "a call of \(function) that cannot be")
    }
    let order = try FunctionOrder(definition, in: self)
    var results: [String: [LoadedValue]] = [:]
    for (parameter, argument) in zip(definition.inputs, arguments) { results[parameter.name] = [argument] }
    func value(_ reference: FunctionOrder.Reference) throws -> LoadedValue {
      guard let values = results[reference.node], values.indices.contains(reference.output) else {
        throw malformed(name, "\(reference.node) has no result \(reference.output)")
      }
      return values[reference.output]
    }
    for node in order.nodes {
      guard let operation = LoadedOperation.table[node.operation] else {
        throw SavedModelError.unsupportedOperation(path: path, function: name, operation: node.operation)
      }
      let operands = try FunctionOrder.operands(of: node, definition, in: self).map(value)
      let call = LoadedCall(node: node, function: definition.name, name: name, operands: operands, library: self, depth: depth)
      let values = try operation.run(call)
      for case .tensor(let value) in values { if let diagnosis = value.diagnosis { throw diagnosis } }
      results[node.name] = values
    }
    return try order.results.map(value)
  }

  /// The module of an operation for operands of some types.
  func module(_ key: ModuleKey, _ make: () throws -> ForeignModule) throws -> ForeignModule {
    if let known = modules.withLock({ $0[key] }) { return known }
    let made = try make()
    return modules.withLock { modules in
      let module = modules[key] ?? made
      modules[key] = module
      return module
    }
  }
}
