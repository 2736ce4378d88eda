import Testing

@testable import PJRT

@Suite("Compiling and running", .enabled(if: Fixture.isAvailable, Fixture.needed))
struct ExecuteTests {
  @Test func aProgramComputesItsResults() throws {
    let client = try Fixture.client()
    let program = try Fixture.compiledSumAndDouble()
    let results = try program.execute([client.buffer([1, 2, 3, 4]), client.buffer([10, 20, 30, 40])])
    #expect(try results.map { try $0.floats } == [[11, 22, 33, 44], [2, 4, 6, 8]])
    #expect(results.map(\.type) == program.signature.outputs)
    #expect(program.devices == [0])
  }

  @Test func programsChainWithoutReading() throws {
    let client = try Fixture.client()
    let program = try Fixture.compiledSumAndDouble()
    var pair = [try client.buffer([1, 0, 0, 0]), try client.buffer([1, 0, 0, 1])]
    for _ in 0..<10 { pair = try program.execute(pair) }
    let expected = (0..<10).reduce(([Float(1), 0], [Float(1), 1])) { pair, _ in
      (zip(pair.0, pair.1).map { $0 + $1 }, pair.0.map { $0 * 2 })
    }
    #expect(try pair.map { try [$0.floats[0], $0.floats[3]] } == [expected.0, expected.1])
  }

  @Test func aProgramWithoutArgumentsOrResultsRuns() throws {
    let program = try Fixture.client().compile("func.func @main() { return }", signature: .init(inputs: [], outputs: []))
    #expect(try program.execute([]).isEmpty)
  }

  @Test func anArrayWithoutElementsPassesThrough() throws {
    let client = try Fixture.client()
    let type = BufferType(.f32, [0, 3])
    let text = Fixture.unary("stablehlo.add %a, %a : tensor<0x3xf32>", "tensor<0x3xf32>")
    let program = try client.compile(text, signature: .init(inputs: [type], outputs: [type]))
    let empty = try AlignedStorage(byteCount: 0)
    for argument in [try client.buffer(copying: empty.pointer, type: type), try client.buffer(sharing: empty, type: type)] {
      #expect(try program.execute([argument])[0].withUnsafeBytes { $0.count } == 0)
    }
  }

  @Test func aMistakeInTheTextIsNamedWithItsLine() throws {
    let text = Fixture.unary("stablehlo.nonsense %a : tensor<4xf32>")
    let error = try #require(throws: PJRTError.self) { try compile(text) }
    #expect(error.operation == "compile")
    #expect(error.message.contains(":2:"))
    #expect(error.description.hasPrefix("XLA could not compile: "))
  }

  @Test(arguments: ["", "\0", "func.func @other() { return }", "no text at all"])
  func aTextThatIsNoProgramIsAnError(text: String) {
    #expect(throws: PJRTError.self) { try compile(text) }
  }

  @Test func anUnknownOptionIsAnError() throws {
    let error = try #require(throws: PJRTError.self) {
      try compile(Fixture.unary("stablehlo.negate %a : tensor<4xf32>"), .init(overrides: ["no_such_option": .bool(true)]))
    }
    #expect(error.code == .invalidArgument)
  }

  @Test func aKnownOptionIsTaken() throws {
    let text = Fixture.unary("stablehlo.negate %a : tensor<4xf32>")
    let program = try compile(text, .init(overrides: ["xla_backend_optimization_level": .integer(0)]))
    #expect(try program.execute([Fixture.client().buffer([1, 2, 3, 4])])[0].floats == [-1, -2, -3, -4])
  }

  @Test func manyThreadsShareAProgram() async throws {
    let client = try Fixture.client()
    let program = try Fixture.compiledSumAndDouble()
    try await withThrowingTaskGroup(of: [Float].self) { group in
      for task in 0..<8 {
        group.addTask {
          var sum = try client.buffer([Float(task), 0, 0, 0])
          let one = try client.buffer([1, 1, 1, 1])
          for _ in 0..<50 { sum = try program.execute([sum, one])[0] }
          return try sum.floats
        }
      }
      var results: Set<[Float]> = []
      for try await result in group { results.insert(result) }
      #expect(results == Set((0..<8).map { [Float($0) + 50, 50, 50, 50] }))
    }
  }

  @Test func costsAndMemoryAreReported() throws {
    let program = try Fixture.compiledSumAndDouble()
    let memory = try program.memoryStatistics()
    #expect((memory.argumentBytes, memory.aliasBytes) == (32, 0))
    #expect(memory.outputBytes >= 32)
    #expect(try program.costAnalysis().floatingPointOperations == 8)
    #expect(try program.costAnalysis().bytesAccessed ?? 0 > 0)
    #expect(try !program.optimizedProgram().isEmpty)
  }

  private func compile(_ text: String, _ options: CompileOptions = .init()) throws -> Executable {
    try Fixture.client().compile(
      text, signature: .init(inputs: [Fixture.vector], outputs: [Fixture.vector]), options: options)
  }
}
