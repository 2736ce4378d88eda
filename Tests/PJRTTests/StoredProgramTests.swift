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
}
