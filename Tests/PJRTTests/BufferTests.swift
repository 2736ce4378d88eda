import Synchronization
import Testing

@testable import PJRT

@Suite("Buffers", .enabled(if: Fixture.isAvailable, Fixture.needed))
struct BufferTests {
  @Test(arguments: ElementType.allCases)
  func bytesOfEveryTypeComeBack(element: ElementType) throws {
    let type = BufferType(element, [2, 3])
    let source = try AlignedStorage(byteCount: type.byteCount)
    for offset in source.bytes.indices { source.bytes[offset] = element == .pred ? UInt8(offset % 2) : UInt8(offset) }
    let buffer = try Fixture.client().buffer(copying: source.pointer, type: type)
    #expect(try buffer.withUnsafeBytes { Array($0) } == Array(source.bytes))
    let copy = try AlignedStorage(byteCount: source.byteCount + 1)
    copy.bytes[source.byteCount] = 77
    try buffer.copyBytes(into: copy.bytes)
    #expect(Array(copy.bytes) == Array(source.bytes) + [77])
  }

  @Test func aCopyDoesNotSeeLaterWrites() throws {
    let source = try AlignedStorage([1, 2, 3, 4])
    let buffer = try Fixture.client().buffer(copying: source.pointer, type: Fixture.vector)
    source.bytes.initializeMemory(as: UInt8.self, repeating: 0)
    #expect(try buffer.floats == [1, 2, 3, 4])
  }

  @Test func sharedStorageIsUsedInPlace() throws {
    let storage = try AlignedStorage([1, 2, 3, 4])
    #expect(UInt(bitPattern: storage.pointer) % 64 == 0)
    let buffer = try Fixture.client().buffer(sharing: storage, type: Fixture.vector)
    #expect(try buffer.address == UInt(bitPattern: storage.pointer))
    #expect(try buffer.floats == [1, 2, 3, 4])
  }

  /// The plugin keeps its list of references without a lock: two threads made it lose one, and the end of the buffer ended the process.
  @Test func twoThreadsReadOneBufferAtOnce() async throws {
    for _ in 0..<5 {
      let buffer = try Fixture.client().buffer([1, 2, 3, 4])
      try await withThrowingTaskGroup(of: Void.self) { group in
        for _ in 0..<4 {
          group.addTask { for _ in 0..<2_000 where try buffer.floats != [1, 2, 3, 4] { Issue.record("other numbers") } }
        }
        try await group.waitForAll()
      }
    }
  }

  @Test(arguments: [false, true])
  func storageLivesAsLongAsItsBuffer(mutable: Bool) throws {
    weak var watched: AlignedStorage?
    var buffer: Buffer?
    do {
      let storage = try AlignedStorage([1, 2, 3, 4])
      watched = storage
      buffer = try Fixture.client().buffer(sharing: storage, type: Fixture.vector, mutable: mutable)
    }
    #expect(watched != nil)
    #expect(try buffer?.floats == [1, 2, 3, 4])
    buffer = nil
    #expect(watched == nil)
  }

  @Test func storageThatIsTooSmallIsRefused() throws {
    let storage = try AlignedStorage(byteCount: 15)
    let problem = CallProblem.byteCount(Fixture.vector, needed: 16, given: 15)
    #expect(throws: problem) { try Fixture.client().buffer(sharing: storage, type: Fixture.vector) }
    #expect(throws: problem) { try Fixture.client().buffer([1, 2, 3, 4]).copyBytes(into: storage.bytes) }
  }

  @Test func impossibleTypesAreRefused() throws {
    let storage = try AlignedStorage(byteCount: 16)
    for type in [BufferType(.f32, [-4]), BufferType(.f64, [1 << 62])] {
      #expect(throws: CallProblem.impossibleType(type)) { try Fixture.client().buffer(copying: storage.pointer, type: type) }
      #expect(throws: CallProblem.impossibleType(type)) { try Fixture.client().buffer(sharing: storage, type: type) }
    }
  }

  @Test func readinessIsToldOnceForEachQuestion() async throws {
    let client = try Fixture.client()
    let size = 512
    let type = BufferType(.f32, [size, size])
    let text = Fixture.unary(
      "stablehlo.dot_general %a, %a, contracting_dims = [1] x [0] : (tensor<512x512xf32>, tensor<512x512xf32>) -> tensor<512x512xf32>",
      "tensor<512x512xf32>")
    let program = try client.compile(text, signature: .init(inputs: [type], outputs: [type]))
    let ones = try AlignedStorage([Float](repeating: 1, count: size * size))
    let argument = try client.buffer(sharing: ones, type: type)
    let result = try program.execute([argument])[0]
    let count = Mutex(0)
    let error = await withCheckedContinuation { continuation in
      do {
        try result.whenReady { error in
          count.withLock { $0 += 1 }
          continuation.resume(returning: error)
        }
      } catch { Issue.record(error) }
    }
    #expect(error == nil)
    #expect(count.withLock { $0 } == 1)
    #expect(try result.isReady)
    #expect(try result.floats.allSatisfy { $0 == Float(size) })
  }
}
