import PJRT
import Synchronization

/// Runs what is pending: takes roots, looks up or makes their program, runs it, hangs the values on the nodes.
///
/// A process has one; tests and tools that count make their own with `withEngine`.
public final class Engine: Sendable {
  private let programs = Mutex(RecentlyUsed<StructureKey, CachedProgram>())
  private let counters = Mutex(ExecutionReport())
  let traces = TraceList()
  let diskCache: DiskCache?

  public init(diskCache: DiskCache? = .standard) { self.diskCache = diskCache }

  /// What this engine did so far.
  public var report: ExecutionReport { counters.withLock { $0 } }

  func count(_ change: (inout ExecutionReport) -> Void) { counters.withLock { change(&$0) } }

  func cachedProgram(_ key: StructureKey) -> CachedProgram {
    programs.withLock { programs in
      if let known = programs.value(of: key, at: key.place) { return known }
      let made = CachedProgram()
      programs.set(made, for: key, at: key.place)
      return made
    }
  }

  /// Computes everything pending that somebody still holds.
  ///
  /// - Throws: the first error, after everything else was computed.
  public func evaluateAll() throws {
    var first: (any Error)?
    for root in traces.liveNodes {
      do { _ = try evaluate(root) } catch { first = first ?? error }
    }
    if let first { throw first }
  }
}

/// Runs `body` with an engine of its own: an empty program cache, counters at zero.
public func withEngine<R>(_ engine: Engine, _ body: () throws -> R) rethrows -> R {
  try withContext(Context.local.with(engine: engine), body)
}
