/// A node whose value came from outside: from host memory, from a file, from an earlier program.
struct Leaf: Operation {
  static let name = "leaf"
  func resultType(of operands: [TensorType]) throws(Mistake) -> TensorType {
    throw .operandCount(operation: Self.name, given: 0, expected: "a value")
  }
  func pullback(_ cotangent: Node, operands: [Node], result: Node) -> [Node?] { [] }
  func lower(_ operands: [Value], to result: TensorType, _ emitter: inout Emitter) throws -> Value {
    throw Mistake.noHostEvaluation(operation: Self.name)
  }
  func evaluate(_ operands: [HostArray], to result: TensorType) throws -> HostArray { throw Mistake.noHostEvaluation(operation: Self.name) }
}

/// The argument of a function that is being traced: it has a type and no value.
struct Placeholder: Operation {
  static let name = "argument"
  let type: TensorType
  func resultType(of operands: [TensorType]) throws(Mistake) -> TensorType { type }
  func pullback(_ cotangent: Node, operands: [Node], result: Node) -> [Node?] { [] }
  func lower(_ operands: [Value], to result: TensorType, _ emitter: inout Emitter) throws -> Value { throw Mistake.readWhileTracing }
  func evaluate(_ operands: [HostArray], to result: TensorType) throws -> HostArray { throw Mistake.readWhileTracing }
}

/// A mistake on its way to whoever reads a value.
struct Poison: Operation {
  static let name = "mistake"
  let diagnosis: Diagnosis
  func resultType(of operands: [TensorType]) throws(Mistake) -> TensorType { throw diagnosis.mistake }
  func pullback(_ cotangent: Node, operands: [Node], result: Node) -> [Node?] { [] }
  func lower(_ operands: [Value], to result: TensorType, _ emitter: inout Emitter) throws -> Value { throw diagnosis }
  func evaluate(_ operands: [HostArray], to result: TensorType) throws -> HostArray { throw diagnosis }
}

extension Node {
  /// A node that holds `array`.
  public static func leaf(_ array: HostArray, device: DeviceID? = nil) -> Node { leaf(NodeValue(host: array), device: device) }

  static func leaf(_ value: NodeValue, device: DeviceID? = nil) -> Node {
    let device = device ?? Context.local.device
    return GraphLock.held {
      let node = Node(.leaf, operation: Leaf(), type: value.type, device: device)
      node.value = value
      return node
    }
  }

  static func placeholder(_ type: TensorType, device: DeviceID? = nil) -> Node {
    let device = device ?? Context.local.device
    return GraphLock.held { Node(.placeholder, operation: Placeholder(type: type), type: type, device: device, isTraced: true) }
  }

  var isPlaceholder: Bool { kind == .placeholder }

  /// The diagnosis that the node stands for, if it stands for one.
  public var diagnosis: Diagnosis? { kind == .poison ? (operation as? Poison)?.diagnosis : nil }
}
