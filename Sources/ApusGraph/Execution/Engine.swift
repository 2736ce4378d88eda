import PJRT
import Synchronization

/// Runs what is pending: takes roots, looks up or makes their program, runs it, hangs the values on the nodes.
///
/// A process has one; tests and tools that count make their own with `withEngine`.
public final class Engine: Sendable {
  private let programs = Mutex<[StructureKey: CachedProgram]>([:])
  private let counters = Mutex(ExecutionReport())
  private let pendingTraces = Mutex<Set<UnownedTrace>>([])
  let diskCache: DiskCache?

  public init(diskCache: DiskCache? = .standard) { self.diskCache = diskCache }

  /// What this engine did so far.
  public var report: ExecutionReport { counters.withLock { $0 } }

  func count(_ change: (inout ExecutionReport) -> Void) { counters.withLock { change(&$0) } }

  func register(_ trace: Trace) { _ = pendingTraces.withLock { $0.insert(UnownedTrace(trace)) } }
  func unregister(_ trace: Trace) { _ = pendingTraces.withLock { $0.remove(UnownedTrace(trace)) } }

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
    let roots = GraphLock.held { pendingTraces.withLock { $0.compactMap(\.trace) }.flatMap(\.liveNodes) }
    for root in roots { _ = try evaluate(root) }
  }
}

/// A trace in a set that does not keep it alive; a trace leaves the set in its `deinit`.
private struct UnownedTrace: Hashable, @unchecked Sendable {
  private unowned(unsafe) let unsafeTrace: Trace
  init(_ trace: Trace) { unsafeTrace = trace }
  var trace: Trace? { unsafeTrace }
  static func == (a: UnownedTrace, b: UnownedTrace) -> Bool { a.unsafeTrace === b.unsafeTrace }
  func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(unsafeTrace)) }
}

/// Runs `body` with an engine of its own: an empty program cache, counters at zero.
public func withEngine<R>(_ engine: Engine, _ body: () throws -> R) rethrows -> R {
  try withContext(Context.local.with(engine: engine), body)
}
