/// A function of a model, traced: its program for one number of examples or for any, and the names of what goes in and out.
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
  /// The program, for `SymbolicProgram.batchSizes.first` examples if it is for any number.
  let program: Program
  private let symbolic: SymbolicProgram?

  /// Whether it takes any number of examples.
  var isSymbolic: Bool { symbolic != nil }

  init<Model>(_ function: ModelFunction<Model>, of model: Model) throws {
    (name, arguments) = (function.name, function.arguments)
    try Self.check(names: [function.name], of: function.name)
    try Self.check(names: function.arguments.map(\.name), of: function.name)
    let sizes = SymbolicProgram.batchSizes
    let traced = try function.trace(model, arguments.map { $0.type(batchSize: sizes.first) })
    (program, inputs) = (traced.program, Array(traced.inputs.dropFirst(arguments.count)))
    let paths = try traced.outputs.map { output throws(ExportError) in
      guard case .result(let path) = output else { throw .changesState(function: function.name) }
      return path
    }
    for case .randomKey in traced.inputs { throw ExportError.drawsRandomNumbers(function: function.name) }
    let types: [TensorType]
    if arguments.contains(where: \.isSymbolic) {
      let other = try function.trace(model, arguments.map { $0.type(batchSize: sizes.second) })
      do {
        let symbolic = try SymbolicProgram(traced.program, other.program)
        _ = try symbolic.stableHLO()
        (self.symbolic, types) = (symbolic, symbolic.outputs)
      } catch let obstacle as SymbolicProgram.Obstacle {
        throw ExportError.fixedBatch(function: function.name, operation: obstacle.operation)
      }
    } else {
      (symbolic, types) = (nil, traced.program.outputTypes)
    }
    let names = try Self.names(function.outputNames, paths, of: function.name)
    results = zip(names, types).map { Result(name: $0, dtype: $1.dtype, shape: $1.shape.map { $0 < 0 ? nil : $0 }) }
  }

  /// The program as a StableHLO module for others.
  func stableHLO() throws -> String { try symbolic?.stableHLO() ?? program.stableHLO(style: .portable) }

  private static func names(_ given: [String], _ paths: [String], of function: String) throws -> [String] {
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
  private static func check(names: [String], of function: String) throws(ExportError) {
    for (index, name) in names.enumerated() {
      let isName =
        name.first.map { $0.isASCII && $0.isLetter } ?? false && name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }
      guard isName else { throw .notAName(function: function, name: name) }
      guard !names[..<index].contains(name) else { throw .duplicateName(function: function, name: name) }
    }
  }
}
