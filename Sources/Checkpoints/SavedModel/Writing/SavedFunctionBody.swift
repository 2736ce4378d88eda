/// A function as a SavedModel has it: its body in the graph's library, and a wrapper with sorted names for its signature.
struct SavedFunctionBody {
  let function: ExportedModelFunction
  /// The numbers of the variables that it reads, in the order of the body's last parameters.
  let variables: [Int]
  private let content: SavedCode

  init(_ function: ExportedModelFunction, variables: [Int]) {
    (self.function, self.variables, content) = (function, variables, SavedCode(function))
  }

  /// The name under which TensorFlow has it as a member; `__call__` makes an object callable.
  var methodName: String { function.name == ExportedModelFunction.callName ? "__call__" : function.name }
  /// The name under which servers and converters find it.
  var signatureName: String { function.name == ExportedModelFunction.callName ? "serving_default" : function.name }

  var bodyName: String { "__inference_\(function.name)" }
  var wrapperName: String { "__inference_signature_\(function.name)" }

  static let resource = 20

  /// The names in the body: `argument_0`, `variable_0`, `read_0:value:0`.
  static func argument(_ place: Int) -> String { "argument_\(place)" }
  static func variable(_ place: Int) -> String { "variable_\(place)" }
  static func read(_ place: Int) -> String { "read_\(place)" }

  private var resources: [FunctionDefinition.Argument] { variables.indices.map { .init(Self.variable($0), dtype: Self.resource) } }

  /// Arguments in the given order, then variables; results in the given order.
  func body(_ all: [SavedVariables.Variable]) -> FunctionDefinition {
    var definition = FunctionDefinition()
    definition.name = bodyName
    definition.inputs = function.arguments.enumerated().map { .init(Self.argument($0), dtype: $1.number) } + resources
    definition.outputs = function.results.enumerated().map { .init("result_\($0)", dtype: $1.number) }
    definition.nodes = variables.enumerated().map { place, variable in
      NodeDefinition(Self.read(place), "ReadVariableOp", [Self.variable(place)], ["dtype": .type(all[variable].dtype)])
    }
    definition.nodes += content.nodes
    for (place, result) in content.results.enumerated() { returns(result, place, &definition) }
    return definition
  }

  /// Returns a value by way of an identity. TFLite's converter refuses a result whose type an operation says more exactly than the
  /// function.
  private func returns(_ value: String, _ place: Int, _ definition: inout FunctionDefinition) {
    let type = AttributeValue.type(function.results[place].number)
    definition.nodes.append(NodeDefinition("identity_\(place)", "Identity", [value], ["T": type]))
    definition.returns["result_\(place)"] = "identity_\(place):output:0"
  }

  /// Python gives the arguments of a signature, and takes its results, in the order of their names. In another order they would be
  /// swapped without a word.
  var wrapper: FunctionDefinition {
    var definition = FunctionDefinition()
    definition.name = wrapperName
    definition.inputs = sortedArguments.map { .init(Self.argument($0), dtype: function.arguments[$0].number) } + resources
    definition.outputs = sortedResults.map { .init("result_\($0)", dtype: function.results[$0].number) }
    definition.nodes = [call(function.arguments.indices.map(Self.argument), variables.indices.map(Self.variable), named: "call")]
    for place in function.results.indices { returns("call:output:\(place)", place, &definition) }
    return definition
  }

  private func call(_ arguments: [String], _ variables: [String], named name: String) -> NodeDefinition {
    NodeDefinition(
      name, "StatefulPartitionedCall", arguments + variables,
      [
        "f": .function(bodyName),
        "Tin": .types(function.arguments.map(\.number) + variables.map { _ in Self.resource }),
        "Tout": .types(function.results.map(\.number)),
      ])
  }

  /// A call of the wrapper in the main graph, of placeholders given in the order of the arguments.
  func signatureCall(named name: String, _ placeholders: [String], _ variables: [String]) -> NodeDefinition {
    NodeDefinition(
      name, "StatefulPartitionedCall", sortedArguments.map { placeholders[$0] } + variables,
      [
        "f": .function(wrapperName),
        "Tin": .types(sortedArguments.map { function.arguments[$0].number } + variables.map { _ in Self.resource }),
        "Tout": .types(sortedResults.map { function.results[$0].number }),
      ])
  }

  /// The places of the arguments in the bytewise order of their names.
  var sortedArguments: [Int] { Self.sorted(function.arguments.map(\.name)) }
  var sortedResults: [Int] { Self.sorted(function.results.map(\.name)) }

  private static func sorted(_ names: [String]) -> [Int] {
    names.indices.sorted { names[$0].utf8.lexicographicallyPrecedes(names[$1].utf8) }
  }
}

extension ExportedArgument {
  var number: Int { TensorBundleDType(dtype).rawValue }
  var partialShape: PartialShape { PartialShape(shape) }
  var specification: StructuredValue { .specification(name: name, shape: partialShape, dtype: number) }
}

extension ExportedModelFunction.Result {
  var number: Int { TensorBundleDType(dtype).rawValue }
  var partialShape: PartialShape { PartialShape(shape) }
  var specification: StructuredValue { .specification(name: name, shape: partialShape, dtype: number) }
}
