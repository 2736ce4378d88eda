/// A function as one module for any number of examples: two traces of it, for two numbers, say what depends on the number.
///
/// An extent that differs must be the same multiple of both numbers, and everything else must be the same: a mean over the batch
/// has another divisor for another number, so that it cannot be written this way.
package struct SymbolicProgram {
  /// The numbers to trace a function for.
  package static let batchSizes = (first: 2, second: 3)

  /// Why a function cannot be written for any number of examples: the first operation that stands against it.
  package struct Obstacle: Error, Hashable {
    package let operation: String
  }

  private let traces: MergedTraces

  /// - Parameters:
  ///   - first: the function for the first of `batchSizes`.
  ///   - second: the same function for the second.
  package init(_ first: Program, _ second: Program) throws { traces = try MergedTraces(first.portable(), second.portable()) }

  /// The types of the outputs, with a negative extent for a multiple of the number of examples.
  package var outputs: [TensorType] { traces.outputs }

  /// The module, whose `main` takes the number of examples from the shape of an argument.
  ///
  /// - Throws: `Obstacle`, or why an operation is none of other programs.
  package func stableHLO() throws -> String {
    var emitter = Emitter(style: .portable)
    let arguments = Emitter.arguments(traces.inputs)
    emitter.batchSize = try batchSize(arguments, &emitter)
    var values: [Value] = []
    for (instruction, other, type) in traces.instructions {
      let operands = instruction.operands.map { $0.isInput ? arguments[$0.index] : values[$0.index] }
      values.append(try lower(instruction.operation, other.operation, operands, to: type, &emitter))
    }
    let results = traces.first.outputs.map { $0.isInput ? arguments[$0.index] : values[$0.index] }
    // The name by which TensorFlow, which runs what JAX exports, asks whether it has to infer shapes.
    return SymbolicText.defining(emitter.module(arguments, results, attributes: "{jax.uses_shape_polymorphism = true}"))
  }

  private func batchSize(_ arguments: [Value], _ emitter: inout Emitter) throws -> Value {
    for argument in arguments {
      guard let axis = argument.type.shape.firstIndex(of: -1) else { continue }
      return emitter.define(
        "stablehlo.get_dimension_size \(argument.name), dim = \(axis) : (\(argument.type.stableHLO)) -> tensor<i32>",
        TensorType(.int32, .scalar))
    }
    throw Obstacle(operation: "arguments of which none has the number of examples as an extent")
  }

  private func lower(
    _ operation: any Operation, _ other: any Operation, _ operands: [Value], to type: TensorType, _ emitter: inout Emitter
  ) throws -> Value {
    let isFixed = !(operands.map(\.type) + [type]).contains { $0.shape.contains { $0 < 0 } }
    if isFixed {
      guard AnyHashable(operation) == AnyHashable(other) else { throw Obstacle(operation: operation.name) }
      return try operation.lower(operands, to: type, &emitter)
    }
    let value: Value? =
      switch operation {
      case let operation as any SymbolicOperation: try operation.lower(operands, to: type, other: other, &emitter)
      case is any UnaryOperation, is any BinaryOperation:
        AnyHashable(operation) == AnyHashable(other) ? try operation.lower(operands, to: type, &emitter) : nil
      default: nil
      }
    guard let value else { throw Obstacle(operation: operation.name) }
    return value
  }
}
