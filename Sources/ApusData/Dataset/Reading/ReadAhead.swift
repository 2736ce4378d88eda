import Foundation

/// Threads that take elements from a source in turn, transform them at the same time, and hand them over in the order of the source.
///
/// At most `depth` elements are taken and not yet handed over. When this object goes, its threads have ended: `deinit` waits for them, at
/// most as long as it takes to make the elements that are being made.
final class ReadAhead<Input, Output: Sendable> {
  private let shared: Shared
  private let threads = DispatchGroup()

  /// - Parameters:
  ///   - pull: the next element of the source, `nil` at its end; called by one thread at a time.
  ///   - transform: called by all threads, in the context of whoever makes this object.
  init(
    threadCount: Int, depth: Int, pull: @escaping () throws -> Input?, transform: @escaping @Sendable (Input) throws -> Output
  ) {
    shared = Shared(depth: max(depth, threadCount), pull, transform)
    let context = Context.local  // task-local values do not follow to another thread
    for _ in 0..<threadCount {
      threads.enter()
      let thread = Thread { [shared, threads] in
        withContext(context) { shared.work() }
        threads.leave()
      }
      thread.name = "apus.data"
      thread.start()
    }
  }

  deinit {
    shared.cancel()
    threads.wait()
  }

  /// The next element, waited for; `nil` at the end.
  func next() throws -> Output? { try shared.take() }

  /// How many elements are taken from the source and not handed over.
  var pendingCount: Int { shared.pendingCount }

  /// What the threads share. `condition` guards all that changes but the source, which belongs to the thread that is pulling.
  private final class Shared: @unchecked Sendable {
    private let condition = NSCondition()
    private let depth: Int
    private let pull: () throws -> Input?
    private let transform: @Sendable (Input) throws -> Output
    private var made: [Int: Result<Output, any Error>] = [:]
    private var pulledCount = 0
    private var takenCount = 0
    private var isPulling = false
    private var isAtEnd = false
    private var isCancelled = false

    init(depth: Int, _ pull: @escaping () throws -> Input?, _ transform: @escaping @Sendable (Input) throws -> Output) {
      (self.depth, self.pull, self.transform) = (depth, pull, transform)
    }

    var pendingCount: Int { condition.withLock { pulledCount - takenCount } }

    func cancel() {
      condition.withLock {
        isCancelled = true
        condition.broadcast()
      }
    }

    func work() {
      while let number = beginPulling() {
        let input = Result { try pull() }
        guard endPulling(with: input) else { return }
        guard case .success(let element?) = input else { continue }
        let output = Result { try transform(element) }
        condition.withLock {
          made[number] = output
          condition.broadcast()
        }
      }
    }

    /// Waits for room and for the source.
    ///
    /// - Returns: the number of the element to be pulled; `nil` if there is none, or nobody wants one.
    private func beginPulling() -> Int? {
      condition.withLock {
        while !isCancelled, !isAtEnd, isPulling || pulledCount - takenCount >= depth { condition.wait() }
        if isCancelled || isAtEnd { return nil }
        isPulling = true
        return pulledCount
      }
    }

    /// - Returns: whether there may be more.
    private func endPulling(with input: Result<Input?, any Error>) -> Bool {
      condition.withLock {
        isPulling = false
        defer { condition.broadcast() }
        switch input {
        case .success(.some): pulledCount += 1
        case .success(.none): isAtEnd = true
        case .failure(let error):
          made[pulledCount] = .failure(error)
          pulledCount += 1
        }
        return !isAtEnd
      }
    }

    func take() throws -> Output? {
      let result: Result<Output, any Error>? = condition.withLock {
        while made[takenCount] == nil, !(isAtEnd && takenCount == pulledCount) { condition.wait() }
        guard let result = made.removeValue(forKey: takenCount) else { return nil }
        takenCount += 1
        condition.broadcast()
        return result
      }
      return try result?.get()
    }
  }
}
