import PJRT

/// A function outside the graph, written in C or Swift and registered with `CustomCallRegistry`, applied to the operands.
struct CustomCall: Operation {
  static let name = "customCall"
  let target: String
  let type: TensorType
  let attributes: CustomCallRegistry.Attributes

  func resultType(of operands: [TensorType]) throws(Mistake) -> TensorType {
    let function = try CustomCallRegistry.function(named: target)
    guard operands.count == function.operandCount else {
      throw .operandCount(operation: Self.name, given: operands.count, expected: "\(function.operandCount) for \"\(target)\"")
    }
    for operand in operands where !function.dtypes.contains(operand.dtype) {
      throw .unsupportedDType(
        operation: Self.name, operand.dtype, expected: function.dtypes.map(\.description).joined(separator: ", ") + " for \"\(target)\"")
    }
    for name in attributes.keys where !Self.isIdentifier(name) {
      throw .argument(
        function: Self.name, problem: "\"\(name)\" is not a name for an attribute of \"\(target)\"",
        hint: "use letters, digits and underscores")
    }
    return type
  }

  private static func isIdentifier(_ name: String) -> Bool {
    name.first.map { $0 == "_" || $0.isASCII && $0.isLetter } ?? false
      && name.allSatisfy { $0 == "_" || $0.isASCII && ($0.isLetter || $0.isNumber) }
  }

  func pullback(_ cotangent: Node, operands: [Node], result: Node) -> [Node?] {
    guard let pullback = (try? CustomCallRegistry.function(named: target))?.pullback else {
      let poison = Node.poison(Mistake.notDifferentiable(operation: target), operands)
      return operands.map { $0.dtype.isFloatingPoint ? poison : nil }
    }
    return pullback(cotangent, operands, result, attributes)
  }

  var hasOwnRule: Bool { true }

  func lower(_ operands: [Value], to result: TensorType, _ emitter: inout Emitter) throws -> Value {
    try CustomCallRegistry.makeKnownToPlugin(target)
    return try emitter.customCall(target, operands, attributes, to: result)
  }

  func evaluate(_ operands: [HostArray], to result: TensorType) throws -> HostArray {
    guard let evaluation = try CustomCallRegistry.function(named: target).hostEvaluation else {
      throw Mistake.noHostEvaluation(operation: target)
    }
    let value = try evaluation(operands, result, attributes)
    guard value.type == result else {
      throw Mistake.argument(
        function: target, problem: "its host evaluation made \(value.type) where the call says \(result)", hint: "make what the call says")
    }
    return value
  }

  /// A function that the host does not have makes its program too costly for the host.
  func hostCost(of operands: [TensorType], to result: TensorType) -> Int {
    let hasEvaluation = (try? CustomCallRegistry.function(named: target))?.hostEvaluation != nil
    return hasEvaluation ? operands.reduce(result.elementCount) { $0 + $1.elementCount } : 1 << 40
  }
}

extension Node {
  /// The result of a registered function.
  ///
  /// - Parameters:
  ///   - name: under which `CustomCallRegistry` knows the function; any other name poisons the result.
  ///   - type: what the function makes of these operands.
  public static func customCall(
    _ name: String, _ operands: [Node], to type: TensorType, attributes: CustomCallRegistry.Attributes = [:]
  ) -> Node {
    .make(CustomCall(target: name, type: type, attributes: attributes), operands)
  }
}

extension Emitter {
  /// A call of a function of Apus, which becomes known to the plugin by it.
  mutating func customCall(
    _ target: String, by handler: ForeignCall.Handler, _ operands: [Value], _ attributes: CustomCallRegistry.Attributes = [:],
    to result: TensorType
  ) throws -> Value {
    try CustomCallRegistry.makeKnownToPlugin(target, handler)
    return try customCall(target, operands, attributes, to: result)
  }

  /// A call of such a function with several results; they are `name#0`, `name#1`, ….
  ///
  /// - Parameter isInPlace: whether they are written to the memory of the first operands.
  mutating func customCall(
    _ target: String, by handler: ForeignCall.Handler, _ operands: [Value], _ attributes: CustomCallRegistry.Attributes = [:],
    toAll results: [TensorType], inPlace isInPlace: Bool = false
  ) throws -> String {
    try CustomCallRegistry.makeKnownToPlugin(target, handler)
    let aliases = results.indices.map {
      let place = results.count == 1 ? "" : "\($0)"
      return "#stablehlo.output_operand_alias<output_tuple_indices = [\(place)], operand_index = \($0), operand_tuple_indices = []>"
    }
    let memory = isInPlace ? ", output_operand_aliases = [\(aliases.joined(separator: ", "))]" : ""
    return define(try callText(target, operands, attributes, memory) + "(\(types(results)))", count: results.count)
  }

  mutating func customCall(
    _ target: String, _ operands: [Value], _ attributes: CustomCallRegistry.Attributes = [:], to result: TensorType
  ) throws(Mistake) -> Value {
    define(try callText(target, operands, attributes) + result.stableHLO, result)
  }

  // Only `backend_config` with `api_version = 4` brings the attributes to the function; `mhlo.backend_config` arrives empty.
  private func callText(
    _ target: String, _ operands: [Value], _ attributes: CustomCallRegistry.Attributes, _ more: String = ""
  ) throws(Mistake) -> String {
    if style == .portable {
      throw .argument(
        function: "export", problem: "\(target) is a function of this process, which no other program has",
        hint: "leave it out of what is exported")
    }
    let list = attributes.sorted { $0.key < $1.key }.map { "\($0.key) = \($0.value.literal)" }.joined(separator: ", ")
    return "stablehlo.custom_call @\(target)(\(names(operands))) {api_version = 4 : i32, backend_config = {\(list)}\(more)} : "
      + "(\(types(operands))) -> "
  }
}
