/// A function of a model, traced and written down, for one number of examples or for any, with the names of what goes in and out.
struct ExportedModelFunction {
  static let callName = "callAsFunction"

  /// An output: its name and its type, of which an extent may be any number.
  struct Result {
    let name: String
    let dtype: DType
    let shape: [Int?]
  }

  let name: String
  let arguments: [ExportedArgument]
  let results: [Result]
  /// What the inputs of the program after the arguments are.
  let inputs: [ExportedFunction.Input]
  /// The scalar types of arguments and further inputs.
  let inputTypes: [DType]
  let code: Code

  enum Code {
    /// StableHLO, whose `main` takes the inputs in their order.
    case module(String)
    case operations(TensorFlowGraph)
  }

  init<Model>(_ function: ModelFunction<Model>, of model: Model, as format: SavedFormat) throws {
    (name, arguments) = (function.name, function.arguments)
    try Self.check(names: [function.name], of: function.name)
    try Self.check(names: function.arguments.map(\.name), of: function.name)
    let sizes = SymbolicProgram.batchSizes
    let traced = try function.trace(model, arguments.map { $0.type(batchSize: sizes.first) })
    (inputTypes, inputs) = (traced.program.inputs.map(\.dtype), Array(traced.inputs.dropFirst(arguments.count)))
    let paths = try traced.outputs.map { output throws(ExportError) in
      guard case .result(let path) = output else { throw .changesState(function: function.name) }
      return path
    }
    for case .randomKey in traced.inputs { throw ExportError.drawsRandomNumbers(function: function.name) }
    let isSymbolic = arguments.contains(where: \.isSymbolic)
    let second = isSymbolic ? try function.trace(model, arguments.map { $0.type(batchSize: sizes.second) }) : nil
    if let second { try Self.requireSameInputs(traced.inputs, second.inputs, function.name) }
    let types: [TensorType]
    do {
      (code, types) = try Self.write(traced.program, second?.program, as: format)
    } catch let obstacle as SymbolicProgram.Obstacle {
      throw ExportError.fixedBatch(function: function.name, operation: obstacle.operation)
    } catch let missing as TensorFlowGraph.MissingOperation {
      throw ExportError.noOperation(function: function.name, operation: missing.operation, format: format.description)
    }
    let names = try Self.names(function.outputNames, paths, of: function.name)
    results = zip(names, types).map { Result(name: $0, dtype: $1.dtype, shape: $1.shape.map { $0 < 0 ? nil : $0 }) }
  }

  /// - Parameter other: the program for another number of examples, if it is for any.
  private static func write(_ program: Program, _ other: Program?, as format: SavedFormat) throws -> (Code, [TensorType]) {
    switch format {
    case .operations:
      let graph = try TensorFlowGraph(program, other: other)
      return (.operations(graph), graph.outputs)
    case .stableHLO:
      guard let other else { return (.module(try program.stableHLO(style: .portable)), program.outputTypes) }
      let symbolic = try SymbolicProgram(program, other)
      return (.module(try symbolic.stableHLO()), symbolic.outputs)
    }
  }

  /// A value that the function makes from host numbers is one that it captures; it may depend on the number of examples.
  private static func requireSameInputs(_ first: [ExportedFunction.Input], _ second: [ExportedFunction.Input], _ function: String) throws {
    var isSame = first.count == second.count
    for case (.captured(let a), .captured(let b)) in zip(first, second) where a !== b {
      let areEqual = try a.type == b.type && Context.local.engine.read(a).hasBytes(of: Context.local.engine.read(b))
      isSame = isSame && areEqual
    }
    if !isSame { throw ExportError.fixedBatch(function: function, operation: "a value made in the function") }
  }

  /// The names of outputs: those that are given, then those of the properties that they come from.
  static func names(_ given: [String], _ paths: [String], of function: String) throws -> [String] {
    guard given.count <= paths.count else {
      throw ExportError.tooManyOutputNames(function: function, given: given.count, outputs: paths.count)
    }
    let names = paths.indices.map { index in
      if index < given.count { return given[index] }
      let isName = paths[index].first?.isLetter ?? false && paths[index].allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" }
      return isName ? paths[index] : "output_\(index)"
    }
    try check(names: names, of: function)
    return names
  }

  /// Names become those of operations in other programs' graphs.
  static func check(names: [String], of function: String) throws(ExportError) {
    for (index, name) in names.enumerated() {
      let isName =
        name.first.map { $0.isASCII && $0.isLetter } ?? false && name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }
      guard isName else { throw .notAName(function: function, name: name) }
      guard !names[..<index].contains(name) else { throw .duplicateName(function: function, name: name) }
    }
  }
}
