import Synchronization

/// Whether layers such as dropout behave for training or for use.
public enum LearningPhase: Sendable { case training, inference }

/// What surrounds the making of a node: engine, device, learning phase, precision, random numbers, and who is recording.
///
/// `Context.local` is the task's own context if one was bound with `withContext`, else the one of the process. It is a reference:
/// `Context.local.learningPhase = .training` changes it for everybody who shares it.
public final class Context: Sendable {
  @TaskLocal fileprivate static var bound: Context?
  private static let process = Context(engine: Engine())

  public static var local: Context { bound ?? process }

  /// What the same operations may mean something else under.
  package struct Settings: Hashable, Sendable {
    var device = DeviceID.cpu
    package var learningPhase = LearningPhase.inference
    package var precision = Precision.float32
  }

  public let engine: Engine
  private let state: Mutex<Settings>
  private let random: RandomSequence
  /// What Core's tapes and traced functions hang here; task-local by construction.
  public let recorders: [any Sendable & AnyObject]

  public convenience init(engine: Engine) { self.init(engine: engine, Settings(), RandomSequence(), recorders: []) }

  private init(engine: Engine, _ settings: Settings, _ random: RandomSequence, recorders: [any Sendable & AnyObject]) {
    self.engine = engine
    state = Mutex(settings)
    self.random = random
    self.recorders = recorders
  }

  package var settings: Settings { state.withLock { $0 } }

  public var device: DeviceID {
    get { state.withLock { $0.device } }
    set { state.withLock { $0.device = newValue } }
  }

  public var learningPhase: LearningPhase {
    get { state.withLock { $0.learningPhase } }
    set { state.withLock { $0.learningPhase = newValue } }
  }

  public var precision: Precision {
    get { state.withLock { $0.precision } }
    set { state.withLock { $0.precision = newValue } }
  }

  /// The seed of random numbers that are drawn without one. Setting it starts their sequence anew.
  public var randomSeed: UInt64 {
    get { random.place.seed }
    set { random.place = (newValue, 0) }
  }

  /// The place in the sequence of random draws, to be saved and restored with a training run.
  public var randomDrawCount: UInt64 {
    get { random.place.drawn }
    set { random.place = (random.place.seed, newValue) }
  }

  /// A seed that no other draw of this context has had.
  public func nextSeed() -> (seed: UInt64, draw: UInt64) { random.next() }

  /// Whether a function is being traced for `compiled`: values cannot be computed then.
  public var isTracing: Bool { recorders.contains { $0 is any TraceRecorder } }

  /// A copy with some parts replaced. It draws from the same sequence of random numbers.
  public func with(engine: Engine? = nil, recorders: [any Sendable & AnyObject]? = nil) -> Context {
    with(engine: engine, random: nil, recorders: recorders)
  }

  /// A copy with one recorder more, the innermost.
  public func with(recorder: any Sendable & AnyObject) -> Context {
    with(engine: nil, random: nil, recorders: recorders.isEmpty ? [recorder] : recorders + [recorder])
  }

  fileprivate func with(engine: Engine? = nil, random: RandomSequence?, recorders: [any Sendable & AnyObject]? = nil) -> Context {
    Context(engine: engine ?? self.engine, settings, random ?? self.random, recorders: recorders ?? self.recorders)
  }
}

/// What `compiled` hangs into the context while it traces.
public protocol TraceRecorder: AnyObject, Sendable {}

/// Runs `body` with `context` as `Context.local`.
public func withContext<R>(_ context: Context, _ body: () throws -> R) rethrows -> R {
  try Context.$bound.withValue(context, operation: body)
}

/// The same context with random numbers of its own, starting at `seed`.
public func withRandomSeed<R>(_ seed: UInt64, _ body: () throws -> R) rethrows -> R {
  let context = Context.local.with(random: RandomSequence())
  context.randomSeed = seed
  return try withContext(context, body)
}

/// Runs `body` in the given learning phase.
public func withLearningPhase<R>(_ phase: LearningPhase, _ body: () throws -> R) rethrows -> R {
  let context = Context.local.with()
  context.learningPhase = phase
  return try withContext(context, body)
}
