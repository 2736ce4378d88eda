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

  /// What a function that programs call says to a call that only a file could hold: operands of `Float` and a result, as in "2x3", or "" for
  /// a scalar, and attributes, as in "axes = array<i64: 1>".
  static func refusal(_ target: String, _ operands: [String], _ attributes: String = "", to result: String) throws -> String {
    try refusal(target, operands, attributes, toAll: [result])
  }

  /// As `refusal(_:_:_:to:)`, of a call with several results.
  static func refusal(_ target: String, _ operands: [String], _ attributes: String = "", toAll results: [String]) throws -> String {
    func type(_ text: String) -> BufferType {
      BufferType(text.hasSuffix("i32") ? .s32 : .f32, text.split(separator: "x").compactMap { Int($0) })
    }
    func list(_ types: [String]) -> String {
      types.map { $0.isEmpty ? "tensor<f32>" : $0.hasSuffix("i32") ? "tensor<\($0)>" : "tensor<\($0)xf32>" }.joined(separator: ", ")
    }
    let arguments = operands.indices.map { "%a\($0)" }, made = results.indices.map { "%y#\($0)" }.joined(separator: ", ")
    let text = """
      func.func @main(\(zip(arguments, operands).map { "\($0): \(list([$1]))" }.joined(separator: ", "))) -> (\(list(results))) {
        %y:\(results.count) = stablehlo.custom_call @\(target)(\(arguments.joined(separator: ", "))) {api_version = 4 : i32, backend_config = {\(attributes)}}
          : (\(list(operands))) -> (\(list(results)))
        return \(made) : \(list(results))
      }
      """
    let client = try DeviceRuntime.shared.client()
    let program = try client.compile(text, signature: .init(inputs: operands.map(type), outputs: results.map(type)))
    let buffers = try operands.map(type).map { type in
      let storage = try AlignedStorage(byteCount: type.dimensions.reduce(4, *))
      return try client.buffer(copying: storage.pointer, type: type)
    }
    let error = try #require(throws: PJRTError.self) { try program.execute(buffers)[0].awaitReady() }
    return error.message
  }
}
