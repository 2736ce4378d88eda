/// Two traces of one function, for two numbers of examples, as one list of instructions whose types say what depends on the number.
struct MergedTraces {
  let first: Program
  let second: Program
  /// The types of inputs, with a negative extent for a multiple of the number of examples.
  let inputs: [TensorType]
  /// The types of the instructions' results.
  let types: [TensorType]
  let outputs: [TensorType]

  /// - Throws: `SymbolicProgram.Obstacle`.
  init(_ first: Program, _ second: Program) throws {
    (self.first, self.second) = (first, second)
    guard first.instructions.count == second.instructions.count, first.outputs == second.outputs else {
      throw SymbolicProgram.Obstacle(operation: "a choice by the number of examples")
    }
    let inputs = try zip(first.inputs, second.inputs).map { try Self.merged($0, $1, "an argument") }
    let types = try zip(first.instructions, second.instructions).map { a, b in
      guard a.operands == b.operands else { throw SymbolicProgram.Obstacle(operation: a.operation.name) }
      return try Self.merged(a.type, b.type, a.operation.name)
    }
    outputs = first.outputs.map { $0.isInput ? inputs[$0.index] : types[$0.index] }
    (self.inputs, self.types) = (inputs, types)
  }

  private static func merged(_ first: TensorType, _ second: TensorType, _ name: String) throws -> TensorType {
    let obstacle = SymbolicProgram.Obstacle(operation: name), sizes = SymbolicProgram.batchSizes
    guard first.dtype == second.dtype, first.rank == second.rank else { throw obstacle }
    let extents = try zip(first.shape, second.shape).map { a, b in
      if a == b { return a }
      let factor = a / sizes.first
      guard factor * sizes.first == a, factor * sizes.second == b else { throw obstacle }
      return -factor
    }
    return TensorType(first.dtype, TensorShape(extents))
  }

  /// The instructions of both, with the merged type of their result.
  var instructions: [(first: Program.Instruction, second: Program.Instruction, type: TensorType)] {
    zip(zip(first.instructions, second.instructions), types).map { ($0.0, $0.1, $1) }
  }
}
