import PJRT
import Synchronization

/// Runs what is pending: takes roots, looks up or makes their program, runs it, hangs the values on the nodes.
///
/// A process has one; tests and tools that count make their own with `withEngine`.
public final class Engine: Sendable {
  private let programs = Mutex<[StructureKey: CachedProgram]>([:])
  private let counters = Mutex(ExecutionReport())
  private let pendingTraces = Mutex<[ObjectIdentifier: WeakTrace]>([:])
  let diskCache: DiskCache?

  public init(diskCache: DiskCache? = .standard) { self.diskCache = diskCache }

  /// What this engine did so far.
  public var report: ExecutionReport { counters.withLock { $0 } }

  func count(_ change: (inout ExecutionReport) -> Void) { counters.withLock { change(&$0) } }

  func register(_ trace: Trace) { pendingTraces.withLock { $0[ObjectIdentifier(trace)] = WeakTrace(trace: trace) } }

  /// Called from the trace's `deinit`, when no weak reference leads to it any more.
  func unregister(_ trace: ObjectIdentifier) { pendingTraces.withLock { $0[trace] = nil } }

  func cachedProgram(_ key: StructureKey) -> CachedProgram {
    programs.withLock { programs in
      if let known = programs[key] { return known }
      let made = CachedProgram()
      programs[key] = made
      return made
    }
  }

  /// Computes everything pending that somebody still holds.
  public func evaluateAll() throws {
    let traces = pendingTraces.withLock { $0.values.compactMap(\.trace) }
    let roots = GraphLock.held { traces.flatMap(\.liveNodes) }
    for root in roots { _ = try evaluate(root) }
  }
}

private struct WeakTrace: @unchecked Sendable {  // what a trace holds is guarded by `GraphLock`
  weak var trace: Trace?
}

/// Runs `body` with an engine of its own: an empty program cache, counters at zero.
public func withEngine<R>(_ engine: Engine, _ body: () throws -> R) rethrows -> R {
  try withContext(Context.local.with(engine: engine), body)
}
