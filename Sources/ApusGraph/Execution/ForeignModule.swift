import PJRT

/// A StableHLO module from elsewhere as a function of nodes.
///
/// Its operations are not those of the graph: it is compiled as it is, runs on the device, and no gradient passes through it.
package final class ForeignModule: Sendable {
  package let inputs: [TensorType]
  package let outputs: [TensorType]
  private let executable: Executable

  /// Compiles a module with one function, `main`.
  ///
  /// - Parameter code: text, MLIR bytecode, or a portable artifact.
  /// - Throws: `PJRTError` with line and column, `CallProblem` where `main` has other types, or why there is no plugin.
  package init(_ code: [UInt8], inputs: [TensorType], outputs: [TensorType]) throws {
    let device = Context.local.device
    (self.inputs, self.outputs) = (inputs, outputs)
    executable = try Context.local.engine.compile(
      code, ExecutableSignature(inputs: inputs.map(\.pjrt), outputs: outputs.map(\.pjrt)), operationCount: 1, on: device, .firstUse,
      try DeviceRuntime.shared.client())
    try executable.requireParameterTypes()
  }

  /// Functions inside of XLA:CPU that end the process where a module calls them with other shapes than they expect.
  private static let unsafeCalls = ["TopK", "SliceToDynamic", "ProductOfElementaryHouseholderReflectors"]

  /// The name of a function in a module that must not be called from there, if there is one.
  package static func unsafeCall(in code: [UInt8]) -> String? {
    func isPartOfName(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "_") || Character(Unicode.Scalar(byte)).isLetter && byte < 0x80 }
    return unsafeCalls.first { name in
      code.ranges(of: Array(name.utf8)).contains { range in
        !(range.lowerBound > 0 && isPartOfName(code[range.lowerBound - 1]))
          && !(range.upperBound < code.count && isPartOfName(code[range.upperBound]))
      }
    }
  }

  /// The results for `operands`, computed now.
  ///
  /// - Throws: `Mistake.operandsDiffer` for operands of other types, the diagnosis of a mistake in one.
  package func run(_ operands: [Node]) throws -> [Node] {
    let types = operands.map(\.type)
    guard types == inputs else { throw Mistake.operandsDiffer(operation: "module", types) }
    let engine = Context.local.engine
    let values = try engine.evaluate(operands, alsoLive: false)
    let results = try engine.run(executable, values, to: outputs)
    let device = Context.local.device
    return GraphLock.held { results.map { Node.leaf($0, device: device) } }
  }
}
