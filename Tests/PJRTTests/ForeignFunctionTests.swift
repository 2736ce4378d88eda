import CPJRTTestKernels
import Testing

@testable import PJRT

@Suite("Functions of the host in a program", .enabled(if: Fixture.isAvailable, Fixture.needed))
struct ForeignFunctionTests {
  /// A name can be registered only once in a process.
  private static let registration = Result {
    try Fixture.plugin().registerHandler(name: "scale_and_add", handler: try #require(scale_and_add_handler()))
  }

  private func compile(factor: String, _ element: String = "f32", _ type: BufferType = Fixture.vector) throws -> Executable {
    try Self.registration.get()
    let tensor = "tensor<4x\(element)>"
    let text = """
      func.func @main(%x: \(tensor), %y: \(tensor)) -> \(tensor) {
        %result = stablehlo.custom_call @scale_and_add(%x, %y)
          {api_version = 4 : i32, backend_config = {factor = \(factor) : f32}} : (\(tensor), \(tensor)) -> \(tensor)
        return %result : \(tensor)
      }
      """
    return try Fixture.client().compile(text, signature: .init(inputs: [type, type], outputs: [type]))
  }

  @Test func aProgramCallsAFunctionOfTheHost() throws {
    let client = try Fixture.client()
    let program = try compile(factor: "2.5")
    let arguments = [try client.buffer([1, 2, 3, 4]), try client.buffer([20, 20, 20, 20])]
    #expect(try program.execute(arguments)[0].floats == [22.5, 25, 27.5, 30])
    let loaded = try client.load(program.serialize(), signature: program.signature)
    #expect(try loaded.execute(arguments)[0].floats == [22.5, 25, 27.5, 30])
  }

  @Test func theFunctionsOwnWordsReachTheCaller() throws {
    let client = try Fixture.client()
    let program = try compile(factor: "-1.0")
    let arguments = [try client.buffer([1, 2, 3, 4]), try client.buffer([1, 2, 3, 4])]
    let error = try #require(throws: PJRTError.self) { try program.execute(arguments)[0].awaitReady() }
    #expect(error.message.contains("scale_and_add takes no negative factor"))
    #expect(error.code == .invalidArgument)
  }

  @Test func aTypeThatTheFunctionDoesNotTakeIsAnError() throws {
    let client = try Fixture.client()
    let type = BufferType(.s32, [4])
    let program = try compile(factor: "1.0", "i32", type)
    let storage = try AlignedStorage(byteCount: 16)
    let argument = try client.buffer(copying: storage.pointer, type: type)
    let error = try #require(throws: PJRTError.self) { try program.execute([argument, argument])[0].awaitReady() }
    #expect(error.message.contains("scale_and_add takes f32 only"))
  }

  @Test func anUnknownFunctionIsAnErrorAtCompileTime() throws {
    let text = Fixture.unary("stablehlo.custom_call @no_such_function(%a) {api_version = 4 : i32} : (tensor<4xf32>) -> tensor<4xf32>")
    let error = try #require(throws: PJRTError.self) {
      try Fixture.client().compile(text, signature: .init(inputs: [Fixture.vector], outputs: [Fixture.vector]))
    }
    #expect(error.message.contains("no_such_function"))
  }

  @Test(arguments: ["", "a\0b"])
  func aNameThatCannotBeIsRefused(name: String) throws {
    let handler = try #require(scale_and_add_handler())
    #expect(throws: CallProblem.foreignFunctionName(name)) {
      try Fixture.plugin().registerHandler(name: name, handler: handler)
    }
  }
}
