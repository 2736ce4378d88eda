import Synchronization

/// Records what is computed, for gradients afterwards: TensorFlow's tape.
///
///     let tape = GradientTape()
///     let loss = tape.record { meanSquaredError(predicted: model(x), expected: y) }
///     let (dw, db) = tape.gradient(of: loss, withRespectTo: model.w, model.b)
///
/// Variables are watched when they are read inside `record`, tensors when `watch` is told. Without `persistent` a tape gives gradients
/// once. Tapes nest: the gradient of an inner one is recorded by the outer one, which gives second derivatives.
public final class GradientTape: Sendable {
  private struct State: ~Copyable {
    var reads = VariableReads()
    /// The variables that were to be watched.
    var watched: Set<ObjectIdentifier> = []
    var stopped: [ClosedRange<UInt64>] = []
    /// For each watched tensor, the first identifier that a node made afterwards can have.
    var firstUses: [UInt64: UInt64] = [:]
    var isUsed = false
  }

  private let recording = Node.startRecording()
  private let state = Mutex(State())
  private let isPersistent: Bool
  private let watchesVariables: Bool

  /// - Parameters:
  ///   - persistent: whether gradients can be taken more than once.
  ///   - watchAccessedVariables: whether variables that are read inside `record` are watched without being told.
  public init(persistent: Bool = false, watchAccessedVariables: Bool = true) {
    isPersistent = persistent
    watchesVariables = watchAccessedVariables
  }

  deinit { recording.end() }

  /// Runs `body` and records it.
  public func record<R>(_ body: () throws -> R) rethrows -> R {
    try withContext(Context.local.with(recorder: self), body)
  }

  /// Runs `body`, whose results count as constants for this tape.
  public func stopRecording<R>(_ body: () throws -> R) rethrows -> R {
    let recorders = Context.local.recorders.filter { $0 !== self }
    // The nodes of a body are not those of the graph that this tape will walk.
    if let outside = Context.local.recorders.firstIndex(where: { $0 === self }),
      let body = Context.local.recorders[outside...].lazy.compactMap({ $0 as? BodyRecorder }).first
    {
      _ = body.refuse("a tape from outside cannot stop recording in its body", hint: "use stopGradient")
    }
    let first = Node.currentID
    defer {
      let last = Node.currentID
      if last > first { state.withLock { $0.stopped.append(first...last - 1) } }
    }
    return try withContext(Context.local.with(recorders: recorders), body)
  }

  /// Makes gradients with respect to `tensor` possible for what is computed from it from now on.
  ///
  /// What was computed from it before is a constant, as in TensorFlow, whether somebody has read its value by now or not.
  public func watch<S: TensorFloatingPoint>(_ tensor: Tensor<S>) {
    let node = tensor.node
    if node.diagnosis != nil || recording.knows(node) { return }
    state.withLock { $0.firstUses[node.id] = Node.currentID }
    recording.adopt(node)
  }

  /// Watches a variable also where `watchAccessedVariables` is off.
  public func watch<S: TensorFloatingPoint>(_ variable: Variable<S>) {
    state.withLock { _ = $0.watched.insert(ObjectIdentifier(variable.storage)) }
  }

  package func gradients(of target: Node, _ variables: [VariableStorage]) -> [Node] {
    zip(connectedGradients(of: target, variables), variables).map { $0 ?? .constant(0, $1.type) }
  }

  /// The gradient for each variable; `nil` for one on which the target does not depend.
  func connectedGradients(of target: Node, _ variables: [VariableStorage]) -> [Node?] {
    var sources: [Node] = [], ends: [Int] = []
    sources.reserveCapacity(variables.count)
    ends.reserveCapacity(variables.count)
    state.withLock { state in
      for variable in variables {
        state.reads.forEachNode(of: variable) { sources.append($0) }
        ends.append(sources.count)
      }
    }
    let parts = sweep(target, sources)
    // Mostly each variable was read with one value.
    if parts.count == ends.count, ends.indices.allSatisfy({ ends[$0] == $0 + 1 }) { return parts }
    var next = 0
    return ends.map { end in
      var sum: Node?
      while next < end {
        if let part = parts[next] { sum = sum.map { $0 + part } ?? part }
        next += 1
      }
      return sum
    }
  }

  /// What was read of a variable: several nodes if it was assigned in between.
  func watches(of variable: VariableStorage) -> [Node] {
    state.withLock { state in
      var nodes: [Node] = []
      state.reads.forEachNode(of: variable) { nodes.append($0) }
      return nodes
    }
  }

  func sweep(_ target: Node, _ sources: [Node]) -> [Node?] { withSweep(of: target, sources) { $0(nil) } ?? sources.map { _ in usedUp } }

  /// What `body` makes of reverse sweeps from `target`, each for a cotangent of it; `nil` if this tape has given its gradients.
  func withSweep<R>(of target: Node, _ sources: [Node], _ body: ((_ cotangent: Node?) -> [Node?]) -> R) -> R? {
    let (mayRun, stopped, firstUses) = state.withLock { state in
      defer { state.isUsed = true }
      return (isPersistent || !state.isUsed, state.stopped, state.firstUses)
    }
    if !mayRun { return nil }
    defer { if !isPersistent { recording.end() } }
    // The graph may still know how a tensor that nobody watched took part; whether it does must not depend on what was computed when.
    let areRecorded = target.diagnosis != nil ? sources.map { _ in true } : Node.areRecorded(sources)
    return body { cotangent in
      var gradients =
        cotangent == nil && !isPersistent && stopped.isEmpty && firstUses.isEmpty
        ? ReverseSweep.gradients(of: target, withRespectTo: sources)
        : ReverseSweep(of: target, seed: cotangent, excluding: stopped, firstUses: firstUses).gradients(withRespectTo: sources)
      for index in areRecorded.indices where !areRecorded[index] { gradients[index] = nil }
      return gradients
    }
  }

  var usedUp: Node {
    .poisoned(
      .argument(function: "GradientTape.gradient", problem: "this tape has given its gradients", hint: "make it with persistent: true"))
  }
}

extension GradientTape: VariableObserver {
  func reading(_ variable: VariableStorage, _ node: Node) -> Node {
    let isWatched = watchesVariables ? variable.isTrainable : state.withLock { $0.watched.contains(ObjectIdentifier(variable)) }
    guard isWatched, node.diagnosis == nil else { return node }
    return state.withLock { state in
      if let known = state.reads.node(of: variable, source: node.id) { return known }
      let watched = recording.watch(node, with: state.reads.last)
      state.reads.append(watched, of: variable, source: node.id)
      return watched
    }
  }

  func assigning(_ variable: VariableStorage, _ handle: Handle) -> Bool { false }
}

extension GradientTape {
  /// The gradient of `target`, summed over its elements, with respect to a watched tensor; zeros if there is no connection.
  public func gradient<S: TensorFloatingPoint, T: TensorFloatingPoint>(of target: Tensor<T>, withRespectTo source: Tensor<S>) -> Tensor<S> {
    Tensor(sweep(target.node, [source.node])[0] ?? .constant(0, source.node.type))
  }

  public func gradient<S: TensorFloatingPoint, T: TensorFloatingPoint>(
    of target: Tensor<T>, withRespectTo sources: [Tensor<S>]
  ) -> [Tensor<S>] {
    zip(sweep(target.node, sources.map(\.node)), sources).map { Tensor($0 ?? .constant(0, $1.node.type)) }
  }

  public func gradient<S: TensorFloatingPoint, T: TensorFloatingPoint>(of target: Tensor<T>, withRespectTo source: Variable<S>) -> Tensor<S>
  {
    Tensor(gradients(of: target.node, [source.storage])[0])
  }

  public func gradient<A: TensorFloatingPoint, B: TensorFloatingPoint, T: TensorFloatingPoint>(
    of target: Tensor<T>, withRespectTo a: Variable<A>, _ b: Variable<B>
  ) -> (Tensor<A>, Tensor<B>) {
    let nodes = gradients(of: target.node, [a.storage, b.storage])
    return (Tensor(nodes[0]), Tensor(nodes[1]))
  }

  /// The gradients with respect to variables of any scalar type, for `Optimizer.apply`.
  public func gradient<T: TensorFloatingPoint>(of target: Tensor<T>, withRespectTo variables: [AnyVariable]) -> VariableGradients {
    VariableGradients(nodes: gradients(of: target.node, variables.map(\.storage)).map { Handle($0) })
  }
}
