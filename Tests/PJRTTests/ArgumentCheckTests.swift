import Testing

@testable import PJRT

@Suite("Arguments that the plugin would misread are refused", .enabled(if: Fixture.isAvailable, Fixture.needed))
struct ArgumentCheckTests {
  @Test(arguments: [0, 1, 3])
  func aWrongNumberOfArguments(count: Int) throws {
    let argument = try Fixture.client().buffer([1, 2, 3, 4])
    let program = try Fixture.compiledSumAndDouble()
    #expect(throws: CallProblem.argumentCount(expected: 2, given: count)) {
      try program.execute(Array(repeating: argument, count: count))
    }
  }

  @Test(arguments: [BufferType(.s32, [4]), BufferType(.f32, [2, 2]), BufferType(.f32, [5]), BufferType(.f16, [8])])
  func aWrongTypeEvenOfTheSameSize(type: BufferType) throws {
    let client = try Fixture.client()
    let storage = try AlignedStorage(byteCount: 64)
    let wrong = try client.buffer(copying: storage.pointer, type: type)
    let program = try Fixture.compiledSumAndDouble()
    #expect(throws: CallProblem.argumentType(index: 1, expected: Fixture.vector, given: type)) {
      try program.execute([client.buffer([1, 2, 3, 4]), wrong])
    }
  }

  @Test func aBufferOfAnotherClient() throws {
    let other = try Client(plugin: Fixture.plugin())
    let program = try Fixture.compiledSumAndDouble()
    let own = try Fixture.client().buffer([1, 2, 3, 4])
    #expect(throws: CallProblem.argumentOfOtherClient(index: 1)) { try program.execute([own, other.buffer([1, 2, 3, 4])]) }
  }

  @Test func aDeletedBuffer() throws {
    let program = try Fixture.compiledSumAndDouble()
    let client = try Fixture.client()
    let (kept, deleted) = (try client.buffer([1, 2, 3, 4]), try client.buffer([1, 2, 3, 4]))
    try deleted.delete()
    try deleted.delete()
    #expect(deleted.isDeleted)
    #expect(throws: CallProblem.argumentDeleted(index: 1)) { try program.execute([kept, deleted]) }
    #expect(throws: CallProblem.argumentDeleted(index: 1)) { try program.execute([kept, deleted], keeping: [1]) }
    #expect(throws: CallProblem.bufferDeleted(Fixture.vector)) { try deleted.floats }
    #expect(throws: CallProblem.bufferDeleted(Fixture.vector)) { try deleted.awaitReady() }
    #expect(throws: CallProblem.bufferDeleted(Fixture.vector)) { try deleted.isReady }
    #expect(throws: CallProblem.bufferDeleted(Fixture.vector)) { try deleted.whenReady { _ in } }
    #expect(throws: CallProblem.bufferDeleted(Fixture.vector)) { try deleted.copied(to: 0) }
  }

  @Test(arguments: [-1, 2])
  func aKeptPlaceThatDoesNotExist(index: Int) throws {
    let program = try Fixture.compiledSumAndDouble()
    let argument = try Fixture.client().buffer([1, 2, 3, 4])
    #expect(throws: CallProblem.keptIndex(index, argumentCount: 2)) {
      try program.execute([argument, argument], keeping: [index])
    }
  }

  @Test(arguments: [[(2, 0)], [(-1, 0)], [(0, 2)], [(0, -1)], [(0, 1), (1, 0)], [(0, 0), (1, 0)], [(0, 0), (0, 1)]])
  func aRenewedPlaceThatDoesNotExistOrIsOutOfOrder(renewing: [(Int, Int)]) throws {
    let program = try Fixture.compiledSumAndDouble()
    let (a, b) = (try Fixture.client().buffer([1, 2, 3, 4]), try Fixture.client().buffer([1, 1, 1, 1]))
    let pairs = renewing.map { (input: $0.0, output: $0.1) }
    let wrong = try #require(renewing.last)
    #expect(throws: CallProblem.renewedIndex(input: wrong.0, output: wrong.1, program.signature)) {
      try program.execute([a, b], renewing: pairs)
    }
    #expect(try a.floats == [1, 2, 3, 4])
  }

  @Test func aRenewedArgumentOfAnotherTypeThanItsResult() throws {
    let (vector, scalar) = (Fixture.vector, BufferType(.f32))
    let text = """
      func.func @main(%a: tensor<4xf32>) -> tensor<f32> {
        %0 = stablehlo.constant dense<1.0> : tensor<f32>
        return %0 : tensor<f32>
      }
      """
    let program = try Fixture.client().compile(text, signature: .init(inputs: [vector], outputs: [scalar]))
    let a = try Fixture.client().buffer([1, 2, 3, 4])
    let problem = CallProblem.renewedIndex(input: 0, output: 0, program.signature)
    #expect(throws: problem) { try program.execute([a], renewing: [(0, 0)]) }
    #expect(
      "\(problem)".hasSuffix(
        """
        `renewing:` says that argument 0 stands for result 0 of (f32[4]) -> (f32[]). Name each argument once, with a result of its \
        type, in the order of the results, counted from 0.
        """))
  }

  @Test func aSignatureWhoseResultsAreNotTheProgramsOwn() throws {
    let vector = Fixture.vector
    #expect(throws: CallProblem.outputTypes(expected: ["f32[2,2]"], reported: ["f32[4]"])) {
      try Fixture.client().compile(
        Fixture.unary("stablehlo.negate %a : tensor<4xf32>"),
        signature: .init(inputs: [vector], outputs: [BufferType(.f32, [2, 2])]))
    }
    #expect(throws: CallProblem.outputTypes(expected: ["f32[4]"], reported: ["f32[4]", "f32[4]"])) {
      try Fixture.client().compile(
        Fixture.sumAndDouble(), signature: .init(inputs: [vector, vector], outputs: [vector]))
    }
  }

  @Test(arguments: [-1, 1])
  func aDeviceThatDoesNotExist(device: Int) throws {
    let client = try Fixture.client()
    #expect(throws: CallProblem.noSuchDevice(device, deviceCount: 1)) { try client.buffer([1], device: device) }
    #expect(throws: CallProblem.noSuchDevice(device, deviceCount: 1)) { try client.buffer([1]).copied(to: device) }
    #expect(throws: CallProblem.noSuchDevice(device, deviceCount: 1)) { try client.memoryUse(ofDevice: device) }
  }

  @Test(arguments: [0, -1, 257, Int.max])
  func anImpossibleNumberOfDevices(count: Int) throws {
    #expect(throws: CallProblem.deviceCount(count)) { try Client(plugin: Fixture.plugin(), deviceCount: count) }
  }

  @Test(arguments: [0, -5])
  func anImpossibleNumberOfThreads(count: Int) throws {
    #expect(throws: CallProblem.threadCount(count)) { try Client(plugin: Fixture.plugin(), threadCount: count) }
  }

  @Test func moreMemoryThanThereIs() {
    #expect(throws: CallProblem.outOfMemory(byteCount: Int.max)) { try AlignedStorage(byteCount: Int.max) }
    #expect(throws: CallProblem.outOfMemory(byteCount: -1)) { try AlignedStorage(byteCount: -1) }
  }
}
