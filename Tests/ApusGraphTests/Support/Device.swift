import ApusTesting
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

  /// Where the first result differs from the reference evaluation's, or `nil`.
  static func difference(_ program: Program, _ inputs: [HostArray]) throws -> String? {
    try Tolerance(floor: 300).difference(program.evaluate(inputs)[0], run(program, inputs)[0])
  }

  /// What a function that programs call says to a call that only a file could hold: operands of `Float` and a result, as in "2x3", and
  /// attributes, as in "axes = array<i64: 1>".
  static func refusal(_ target: String, _ operands: [String], _ attributes: String = "", to result: String) throws -> String {
    func type(_ text: String) -> BufferType { BufferType(.f32, text.split(separator: "x").compactMap { Int($0) }) }
    let arguments = operands.indices.map { "%a\($0)" }, types = operands.map { "tensor<\($0)xf32>" }
    let text = """
      func.func @main(\(zip(arguments, types).map { "\($0): \($1)" }.joined(separator: ", "))) -> tensor<\(result)xf32> {
        %y = stablehlo.custom_call @\(target)(\(arguments.joined(separator: ", "))) {api_version = 4 : i32, backend_config = {\(attributes)}}
          : (\(types.joined(separator: ", "))) -> tensor<\(result)xf32>
        return %y : tensor<\(result)xf32>
      }
      """
    let client = try DeviceRuntime.shared.client()
    let program = try client.compile(text, signature: .init(inputs: operands.map(type), outputs: [type(result)]))
    let buffers = try operands.map(type).map { type in
      let storage = try AlignedStorage(byteCount: type.dimensions.reduce(4, *))
      return try client.buffer(copying: storage.pointer, type: type)
    }
    let error = try #require(throws: PJRTError.self) { try program.execute(buffers)[0].awaitReady() }
    return error.message
  }
}

extension Program {
  /// The program of a function from nodes to several nodes. A poisoned result is thrown.
  init(tracingMany function: ([Node]) -> [Node], _ types: [TensorType]) throws {
    let arguments = types.map { Node.placeholder($0) }
    self = try Linearization(outputs: function(arguments), arguments: arguments).program
  }
}
