/// A program in operations of TensorFlow: what networks are written in for readers that know no StableHLO.
package struct TensorFlowGraph {
  package enum Operand: Hashable, Sendable {
    /// An input of the program.
    case input(Int)
    /// The result of a node before.
    case node(Int)
  }

  package enum Attribute: Hashable, Sendable {
    case type(DType)
    case integer(Int)
    case integers([Int])
    case text(String)
    case bool(Bool)
    /// A constant of this type, every element of which has the same bits.
    case splat(TensorType, bits: UInt64)
    /// A constant: a vector, or for axes a matrix, of `Int32`.
    case numbers([Int], shape: [Int])
  }

  package struct Node: Sendable {
    /// The operation's name in TensorFlow, such as `MatMul`.
    package let operation: String
    package let operands: [Operand]
    package let attributes: [String: Attribute]
    /// The name of its result in TensorFlow, such as `product`.
    package let output: String
  }

  package internal(set) var nodes: [Node] = []
  package private(set) var results: [Operand] = []
  /// The types of the results, with a negative extent for a multiple of the number of examples.
  package let outputs: [TensorType]

  /// An operation that TensorFlow has not, or that has no row here.
  package struct MissingOperation: Error, Hashable {
    package let operation: String
  }

  /// - Parameter other: the same program for another number of examples, if the graph is to be for any number.
  /// - Throws: `MissingOperation`, `SymbolicProgram.Obstacle`.
  package init(_ program: Program, other: Program? = nil) throws {
    let first = try program.inTensorFlowOperations()
    let traces = try MergedTraces(first, other?.inTensorFlowOperations() ?? first)
    outputs = traces.outputs
    let arguments = traces.inputs.enumerated().map { TensorFlowValue(operand: .input($0), type: $1, shape: $1.shape) }
    var values: [TensorFlowValue] = []
    for (instruction, other, type) in traces.instructions {
      let operands = instruction.operands.map { $0.isInput ? arguments[$0.index] : values[$0.index] }
      guard let operation = instruction.operation as? any TensorFlowOperation else {
        throw MissingOperation(operation: instruction.operation.name)
      }
      values.append(try operation.write(operands, to: type, other: other.operation, &self))
    }
    results = try first.outputs.map { try full($0.isInput ? arguments[$0.index] : values[$0.index]).operand }
  }
}

/// A value among TensorFlow's operations.
///
/// TensorFlow repeats operands along axes by itself. A broadcast is therefore put off: the value has a smaller `shape` than its `type`
/// says until an operation needs all of it.
struct TensorFlowValue {
  let operand: TensorFlowGraph.Operand
  let type: TensorType
  let shape: TensorShape
}

/// An operation of the graph that can be written in TensorFlow's.
protocol TensorFlowOperation: Operation {
  /// Writes the operation.
  ///
  /// - Parameters:
  ///   - result: with a negative extent for a multiple of the number of examples, as in the operands' types.
  ///   - other: the same operation as it is for another number of examples.
  /// - Throws: `SymbolicProgram.Obstacle` where it means something else for another number, `MissingOperation`.
  func write(
    _ operands: [TensorFlowValue], to result: TensorType, other: any Operation, _ graph: inout TensorFlowGraph
  ) throws -> TensorFlowValue
}

extension TensorFlowOperation {
  var missing: TensorFlowGraph.MissingOperation { .init(operation: name) }

  /// Requires that the operation is the same for any number of examples.
  func requireSame(_ other: any Operation) throws {
    guard AnyHashable(self) == AnyHashable(other) else { throw SymbolicProgram.Obstacle(operation: name) }
  }
}

extension Program {
  /// Without what marks, and with the parts of operations that TensorFlow has not.
  fileprivate func inTensorFlowOperations() throws -> Program {
    try replacingInstructions { operation, operands in
      switch operation {
      case is OptimizationBarrier, is Identity, is StopGradient: Program.identity(operands[0])
      case is any TensorFlowOperation: nil
      case let composite as any CompositeOperation:
        try Program(tracing: composite.portableDecomposition, operands).inTensorFlowOperations()
      default: nil
      }
    }
  }
}
