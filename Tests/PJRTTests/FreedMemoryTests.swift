import CPJRT
import Synchronization
import Testing

@testable import PJRT

/// Far more memory than other tests take meanwhile, of which no page is touched. One after the other: each looks at the whole heap.
@Suite(.serialized, .enabled(if: cpjrt_heap_in_use() > 0, "the C library does not tell how much of the heap is in use"))
struct FreedMemoryTests {
  private let bytes = 1 << 30

  private func looks(_ least: borrowing Atomic<Int>, atEach: (Int) -> Void = { _ in }) -> Int {
    var looks = 0
    FreedMemory.awaitRelease(of: bytes, inUseBefore: least) {
      looks += 1
      atEach(looks)
    }
    return looks
  }

  @Test func aRunWaitsUntilTheMemoryOfTheOneBeforeIsFree() throws {
    let least = Atomic(Int.max)
    #expect(looks(least) == 0)
    let block = UnsafeMutableRawPointer.allocate(byteCount: bytes, alignment: 16)
    let taken = looks(least) { if $0 == 3 { block.deallocate() } }
    #expect(taken == 3)
    #expect(looks(least) == 0)
  }

  /// It may be the user's, or runs may overlap: it waits once.
  @Test func memoryThatStaysIsWaitedForOnce() throws {
    let least = Atomic(Int.max)
    #expect(looks(least) == 0)
    let block = UnsafeMutableRawPointer.allocate(byteCount: bytes, alignment: 16)
    #expect(looks(least) == FreedMemory.looks)
    #expect(looks(least) == 0)
    block.deallocate()
    #expect(looks(least) == 0)
  }

  @Test func aSmallProgramDoesNotLook() throws {
    let least = Atomic(0)
    FreedMemory.awaitRelease(of: 1 << 20, inUseBefore: least) { Issue.record("it waits") }
    #expect(least.load(ordering: .relaxed) == 0)
  }
}
