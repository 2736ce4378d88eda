import CPJRT
import FoundationEssentials
import Glibc
import Synchronization

/// What becomes of the memory that a program gives back when it has run.
///
/// XLA:CPU allocates each run's temporary memory and frees it. By itself glibc gives large blocks back to the system every time, which
/// then fills each page with zeros again. With its memory kept, ten steps of ResNet-20 on 32 images take 38 instead of 192 thousand page
/// faults, and 0.77 of their processor time (103 and 134 ms a step, one thread).
///
/// Small blocks, of which the graph of a step has hundreds, are kept by their size: glibc does that with seven of a size for each thread,
/// and beyond them with blocks up to 128 bytes, where a node takes 160.
enum FreedMemory {
  /// Keeps up to a gigabyte that is free at the heap's end. Call it before the threads that run programs begin. Does nothing where the
  /// environment sets glibc's allocator.
  static func keep() {
    let environment = ProcessInfo.processInfo.environment
    let isTuned = environment["GLIBC_TUNABLES"]?.contains("malloc") ?? false
    if !isTuned, !environment.keys.contains(where: { $0.hasPrefix("MALLOC_") }) { cpjrt_keep_freed_memory(1 << 30) }
    if !isTuned { cpjrt_keep_small_blocks(160) }
    lastEnd.store(cpjrt_heap_end(), ordering: .relaxed)
  }

  /// Gives back what lies free between blocks in use, where the heap has grown since the last time by so much that it counts.
  ///
  /// The compiler of a GPT step takes 230 MB and leaves holes. And glibc asks for a little more than a run's temporary memory needs, to
  /// align it: a hole that the same program left does not hold it again once anything lies behind it, so the next run takes new memory,
  /// for some runs on end. Of eight texts a step's process held 676 MB by that, and 428 when it gave back (PyTorch 476). While a program
  /// finds its memory again the heap does not grow, and this is one comparison.
  static func giveBackAfterGrowth() {
    let end = cpjrt_heap_end()
    let known = lastEnd.load(ordering: .relaxed)
    guard end &- known > largestUnnoticed else { return }
    // Of two threads that see the same growth one is enough.
    guard lastEnd.compareExchange(expected: known, desired: end, ordering: .relaxed).exchanged else { return }
    cpjrt_give_back_free_pages()
  }

  /// Gives back what lies free, wherever the heap ends.
  static func giveBack() {
    cpjrt_give_back_free_pages()
    lastEnd.store(cpjrt_heap_end(), ordering: .relaxed)
  }

  /// Waits a moment for the temporary memory of a program's run before, which XLA frees when the results are there already.
  ///
  /// A thread of XLA's that lost its processor in between frees it milliseconds later. The next run then takes new memory: of three
  /// processes that trained a GPT on 32 texts with two threads, one held 953 MB at its peak, and the others 605 and 649.
  ///
  /// To ask glibc what is in use takes as long as it has free blocks, milliseconds behind a compiler, which only the long runs of large
  /// programs are worth.
  ///
  /// - Parameters:
  ///   - bytes: the temporary memory of a run.
  ///   - least: what was in use before the runs so far. Where waiting does not help, it is what is in use now: something else has taken
  ///     memory, or runs are meant to overlap.
  ///   - rest: what is done between two looks.
  static func awaitRelease(
    of bytes: Int, inUseBefore least: borrowing Atomic<Int>, from leastAwaited: Int = leastAwaited, rest: () -> Void = { usleep(500) }
  ) {
    if bytes < leastAwaited { return }
    var inUse = cpjrt_heap_in_use()
    for _ in 0..<looks where inUse - bytes / 4 * 3 > least.load(ordering: .relaxed) {
      rest()
      inUse = cpjrt_heap_in_use()
    }
    if abs(inUse - least.load(ordering: .relaxed)) > bytes / 4 * 3 { least.store(inUse, ordering: .relaxed) }
  }

  /// Gives back what lies free before each of a program's first runs, after the runs before.
  ///
  /// A run can find its temporary memory in another hole than the one before, as long as the things that first runs make for good, such as
  /// oneDNN's, move into holes themselves: the heap does not grow by that, but both holes have pages. A process that trained a GPT on 32
  /// texts held 980 MB instead of 637, ResNet-20 on 128 images 590 instead of 392.
  static func settle(after runs: Int, taking bytes: Int, inUseBefore least: borrowing Atomic<Int>) {
    awaitRelease(of: bytes, inUseBefore: least, from: largestUnnoticed)
    if runs > 0, bytes >= largestUnnoticed { giveBack() }
  }

  static let unsettledRuns = 5
  static let looks = 10
  private static let leastAwaited = 256 << 20
  private static let largestUnnoticed = 32 << 20
  private static let lastEnd = Atomic(0)
}
