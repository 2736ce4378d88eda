import Dispatch

extension Dataset {
  /// The elements of an epoch as an asynchronous sequence: they are made on another thread, one when it is asked for, or ahead if the
  /// pipeline says so.
  ///
  ///     for try await batch in training.async { step(batch) }
  public var async: DatasetElements<Element> { DatasetElements(dataset: self, epoch: 0, state: nil) }

  /// The elements from where another iteration stood.
  public func async(from state: DatasetState) -> DatasetElements<Element> {
    DatasetElements(dataset: self, epoch: state.epoch, state: state)
  }
}

/// The elements of an epoch of a dataset, each awaited. When the task is cancelled they end with a `CancellationError`.
public struct DatasetElements<Element: Sendable>: AsyncSequence, Sendable {
  fileprivate let dataset: Dataset<Element>
  fileprivate let epoch: Int
  fileprivate let state: DatasetState?

  public func makeAsyncIterator() -> AsyncIterator { AsyncIterator(Worker(self)) }

  public struct AsyncIterator: AsyncIteratorProtocol {
    private let worker: Worker
    fileprivate init(_ worker: Worker) { self.worker = worker }

    public func next() async throws -> Element? {
      try Task.checkCancellation()
      return try await worker.next()
    }
  }

  fileprivate final class Worker: @unchecked Sendable {  // `iterator` is used on `queue` alone
    private let queue = DispatchQueue(label: "apus.data.async")
    private let elements: DatasetElements
    private let context = Context.local  // task-local values do not follow to another thread
    private var iterator: Dataset<Element>.Iterator?

    init(_ elements: DatasetElements) { self.elements = elements }

    func next() async throws -> Element? {
      try await withCheckedThrowingContinuation { continuation in
        queue.async { continuation.resume(with: Result { try withContext(self.context) { try self.read() } }) }
      }
    }

    private func read() throws -> Element? {
      if iterator == nil {
        iterator =
          try elements.state.map { try elements.dataset.makeIterator(from: $0) } ?? elements.dataset.makeIterator(epoch: elements.epoch)
      }
      return try iterator?.nextElement()
    }
  }
}
