import PJRT
import Testing

@testable import ApusGraph

/// Where tests compile and run: the XLA plugin, if the machine has one.
enum TestDevice {
  static let isAvailable = (try? DeviceRuntime.shared.client()) != nil
  static let needed: Comment = "needs the XLA plugin: Scripts/install-plugin"

  /// Compiles the program's StableHLO and runs it.
  static func run(_ program: Program, _ inputs: [HostArray]) throws -> [HostArray] {
    let client = try DeviceRuntime.shared.client()
    let executable = try client.compile(try program.stableHLO(), signature: program.signature)
    let buffers = try inputs.map { try client.buffer(copying: $0.pointer, type: $0.type.pjrt) }
    let results = try executable.execute(buffers)
    return try zip(program.outputTypes, results).map { try HostArray(type: $0, buffer: $1) }
  }
}

extension Program {
  /// The program of a function from nodes to several nodes. A poisoned result is thrown.
  init(tracingMany function: ([Node]) -> [Node], _ types: [TensorType]) throws {
    let arguments = types.map { Node.placeholder($0) }
    self = try Linearization(outputs: function(arguments), arguments: arguments).program
  }
}
