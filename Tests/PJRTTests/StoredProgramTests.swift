import Testing

@testable import PJRT

@Suite("Stored programs")
struct StoredProgramTests {
  static let signature = ExecutableSignature(inputs: [Fixture.vector], outputs: [BufferType(.s32)])
  static let content: [UInt8] = Array(0..<21)
  static let sealed = content.withUnsafeBytes { StoredProgram.seal($0, signature: signature) }

  private func open(_ bytes: [UInt8], _ signature: ExecutableSignature = signature) throws -> [UInt8] {
    try bytes.withUnsafeBytes { Array(try StoredProgram.open($0, signature: signature)) }
  }

  @Test func whatIsSealedOpensUnchanged() throws {
    #expect(try open(Self.sealed) == Self.content)
  }

  @Test func everyFlippedBitIsFound() {
    for position in Self.sealed.indices {
      for bit in 0..<8 {
        var bytes = Self.sealed
        bytes[position] ^= 1 << bit
        #expect(throws: CallProblem.self, "bit \(bit) of byte \(position)") { try open(bytes) }
      }
    }
  }

  @Test func everyTruncationAndEveryAddedByteIsFound() {
    for count in 0..<Self.sealed.count {
      #expect(throws: CallProblem.self, "\(count) bytes") { try open(Array(Self.sealed.prefix(count))) }
    }
    #expect(throws: CallProblem.self) { try open(Self.sealed + [0]) }
  }

  @Test func anotherSignatureIsRefused() {
    let other = ExecutableSignature(inputs: [BufferType(.s32, [4])], outputs: [BufferType(.s32)])
    #expect(throws: CallProblem.otherProgram(expected: "(s32[4]) -> (s32[])", stored: "(f32[4]) -> (s32[])")) {
      try open(Self.sealed, other)
    }
  }

  @Test(.enabled(if: Fixture.isAvailable, Fixture.needed))
  func aStoredProgramRunsAsTheCompiledOne() throws {
    let client = try Fixture.client()
    let compiled = try Fixture.compiledSumAndDouble("jax.buffer_donor = true")
    let loaded = try client.load(compiled.serialize(), signature: compiled.signature)
    let (a, b) = (try client.buffer([1, 2, 3, 4]), try client.buffer([1, 1, 1, 1]))
    #expect(try loaded.execute([a, b]).map { try $0.floats } == [[2, 3, 4, 5], [2, 4, 6, 8]])
    #expect(a.isDeleted)
    #expect(loaded.devices == compiled.devices)
  }

  @Test(.enabled(if: Fixture.isAvailable, Fixture.needed))
  func bytesThatAreNoProgramAreAnError() throws {
    let client = try Fixture.client()
    #expect(throws: CallProblem.self) { try client.load([], signature: Self.signature) }
    #expect(throws: CallProblem.self) { try client.load([UInt8](repeating: 7, count: 500), signature: Self.signature) }
    // Sealed correctly, so it reaches the plugin, which says no.
    #expect(throws: PJRTError.self) { try client.load(Self.sealed, signature: Self.signature) }
  }

  /// A small program stays as it was compiled, a large one is loaded in its place.
  @Test(.enabled(if: Fixture.isAvailable, Fixture.needed), arguments: [4, 40_000])
  func aCompiledProgramGivesItsStoredForm(count: Int) throws {
    let client = try Fixture.client()
    let (type, vector) = ("tensor<\(count)xf32>", BufferType(.f32, [count]))
    let constant = (0..<count).map(Float.init)
    let digits = constant.withUnsafeBytes { bytes in bytes.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined() }
    let text = """
      func.func @main(%a: \(type)) -> \(type) {
        %c = stablehlo.constant dense<"0x\(digits)"> : \(type)
        %sum = stablehlo.add %a, %c : \(type)
        return %sum : \(type)
      }
      """
    let signature = ExecutableSignature(inputs: [vector], outputs: [vector])
    var stored: [[UInt8]] = []
    let program = try client.compile(Array(text.utf8), signature: signature, options: .init()) { stored.append($0) }
    #expect(stored.count == 1)
    let storage = try AlignedStorage(constant)
    let argument = try client.buffer(copying: storage.pointer, type: vector)
    let doubled = constant.map { 2 * $0 }
    #expect(try program.execute([argument])[0].floats == doubled)
    let loaded = try client.load(try #require(stored.first), signature: signature)
    #expect(try loaded.execute([argument])[0].floats == doubled)
  }
}
