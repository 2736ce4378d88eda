/// A graph written down as a list, cut loose from its nodes: what is compiled, cached, interpreted, exported.
public struct Program: Sendable {
  /// An operand: an input of the program or the result of an instruction.
  public struct Reference: Hashable, Sendable {
    private let raw: Int32
    public static func input(_ index: Int) -> Reference { Reference(raw: ~Int32(index)) }
    public static func instruction(_ index: Int) -> Reference { Reference(raw: Int32(index)) }
    private init(raw: Int32) { self.raw = raw }
    init(word: Int) { raw = Int32(word) }
    public var isInput: Bool { raw < 0 }
    public var index: Int { Int(raw < 0 ? ~raw : raw) }
    var word: Int { Int(raw) }
  }

  public struct Instruction: Sendable {
    public let operation: any Operation
    public let operands: [Reference]
    public let type: TensorType
  }

  public internal(set) var inputs: [TensorType]
  public internal(set) var instructions: [Instruction]
  public internal(set) var outputs: [Reference]

  public var outputTypes: [TensorType] { outputs.map(type) }

  func type(of reference: Reference) -> TensorType {
    reference.isInput ? inputs[reference.index] : instructions[reference.index].type
  }

  /// The program of a function from nodes to a node.
  public init(tracing function: ([Node]) -> Node, _ types: [TensorType]) throws {
    let arguments = types.map { Node.placeholder($0) }
    let result = function(arguments)
    self = try Linearization(outputs: [result], arguments: arguments).program
  }

  init(inputs: [TensorType], instructions: [Instruction], outputs: [Reference]) {
    self.inputs = inputs
    self.instructions = instructions
    self.outputs = outputs
  }

  /// The program without what only derivatives need.
  var cached: Program {
    let instructions = instructions.map { Instruction(operation: $0.operation.cached, operands: $0.operands, type: $0.type) }
    return Program(inputs: inputs, instructions: instructions, outputs: outputs)
  }

  /// How long the interpreter takes, in additions of two elements.
  var hostCost: Int {
    instructions.reduce(0) { $0 + $1.operation.hostCost(of: $1.operands.map(type), to: $1.type) }
  }

  /// The same computation with its constants as further inputs, in the order of their instructions.
  func promotingConstants() -> Program {
    var program = Program(inputs: inputs, instructions: [], outputs: [])
    var moved: [Reference] = []
    for instruction in instructions {
      if instruction.operation.literal != nil {
        let scalar = Reference.input(program.inputs.count), type = instruction.type
        program.inputs.append(TensorType(type.dtype, .scalar))
        if type.rank == 0 {
          moved.append(scalar)
        } else {
          moved.append(.instruction(program.instructions.count))
          program.instructions.append(
            Instruction(operation: Broadcast(to: type.shape, axes: []), operands: [scalar], type: type))
        }
      } else {
        moved.append(.instruction(program.instructions.count))
        program.instructions.append(
          Instruction(
            operation: instruction.operation, operands: instruction.operands.map { $0.isInput ? $0 : moved[$0.index] },
            type: instruction.type))
      }
    }
    program.outputs = outputs.map { $0.isInput ? $0 : moved[$0.index] }
    return program
  }

  /// The same computation without composite operations that are evaluated as others: the interpreter would trace them at each run.
  func expandingComposites() throws -> Program {
    try replacingInstructions { try $0.expansion(of: $1)?.expandingComposites() }
  }

  /// The same computation with a program of one output in the place of each instruction for which there is one.
  func replacingInstructions(_ parts: (any Operation, [TensorType]) throws -> Program?) rethrows -> Program {
    var program = Program(inputs: inputs, instructions: [], outputs: [])
    var moved: [Reference] = []
    func place(_ reference: Reference) -> Reference { reference.isInput ? reference : moved[reference.index] }
    for instruction in instructions {
      let operands = instruction.operands.map(place)
      if let parts = try parts(instruction.operation, instruction.operands.map(type)) {
        moved.append(program.append(parts, to: operands))
      } else {
        moved.append(.instruction(program.instructions.count))
        program.instructions.append(Instruction(operation: instruction.operation, operands: operands, type: instruction.type))
      }
    }
    program.outputs = outputs.map(place)
    return program
  }

  /// Appends the instructions of a program with one output, applied to `arguments`.
  private mutating func append(_ other: Program, to arguments: [Reference]) -> Reference {
    let first = instructions.count
    func place(_ reference: Reference) -> Reference {
      reference.isInput ? arguments[reference.index] : .instruction(first + reference.index)
    }
    instructions += other.instructions.map {
      Instruction(operation: $0.operation, operands: $0.operands.map(place), type: $0.type)
    }
    return place(other.outputs[0])
  }
}
