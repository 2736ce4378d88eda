import Synchronization

/// Watches the body of a loop or a branch while it is traced. What such a body cannot do becomes a diagnosis that all of its results
/// carry.
final class BodyRecorder: VariableObserver, TraceRecorder {
  /// The function whose body it is, such as `scan`.
  let name: String
  /// Whether the body runs at most once, so that it may draw random numbers.
  let runsOnce: Bool
  private let refused = Mutex<Node?>(nil)

  init(_ name: String, runsOnce: Bool = false) {
    self.name = name
    self.runsOnce = runsOnce
  }

  /// The poisoned node of the first thing that was refused.
  var failure: Node? { refused.withLock { $0 } }

  func refuse(_ problem: String, hint: String) -> Node {
    let node = Node.poisoned(.argument(function: name, problem: problem, hint: hint))
    refused.withLock { $0 = $0 ?? node }
    return node
  }

  /// Runs `body` with this recorder in the context.
  func trace<Result, Failure>(_ body: () throws(Failure) -> Result) throws(Failure) -> Result {
    let context = Context.local.with(recorder: self)
    let result = withContext(context) { () -> Swift.Result<Result, Failure> in
      do throws(Failure) { return .success(try body()) } catch { return .failure(error) }
    }
    return try result.get()
  }

  func reading(_ variable: VariableStorage, _ node: Node) -> Node { node }

  func assigning(_ variable: VariableStorage, _ handle: Handle) -> Bool {
    _ = refuse("a variable cannot be assigned in its body", hint: "return the value from the body, and assign it outside")
    return true
  }
}
