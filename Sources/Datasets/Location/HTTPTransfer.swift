import Foundation
import Synchronization

#if canImport(FoundationNetworking)
import FoundationNetworking
#endif

/// One HTTP GET whose body goes, piece by piece, to a closure.
///
/// No more than the expected number of bytes is accepted, so that a wrong or hostile server cannot fill the disk.
final class HTTPTransfer: NSObject, URLSessionDataDelegate, Sendable {
  /// Takes the next piece of the body; returns a failure to end the transfer.
  typealias Sink = @Sendable (Data) -> DownloadFailure?

  private struct State {
    var received = 0
    /// Set once; what comes later is not looked at.
    var outcome: Result<Void, DownloadFailure>?
  }

  private let expectedByteCount: Int
  private let timeouts: DownloadTimeouts
  private let sink: Sink
  private let state = Mutex(State())
  private let isDone = DispatchSemaphore(value: 0)

  init(expectedByteCount: Int, timeouts: DownloadTimeouts, sink: @escaping Sink) {
    self.expectedByteCount = expectedByteCount
    self.timeouts = timeouts
    self.sink = sink
  }

  /// Waits until the whole body has arrived. After it returns the closure is not called again.
  func run(_ url: URL) throws(DownloadFailure) {
    let configuration = URLSessionConfiguration.ephemeral
    configuration.timeoutIntervalForRequest = timeouts.stall
    configuration.urlCache = nil
    var request = URLRequest(url: url)
    // The published checksum is that of the packed file: nobody on the way may unpack it.
    request.setValue("identity", forHTTPHeaderField: "Accept-Encoding")

    let session = URLSession(configuration: configuration, delegate: self, delegateQueue: nil)
    let task = session.dataTask(with: request)
    task.resume()
    if isDone.wait(timeout: .now() + timeouts.total) == .timedOut { finish(.failure(.timedOut)) }
    // The session holds its delegate until it is invalidated.
    session.invalidateAndCancel()
    try state.withLock { $0.outcome ?? .failure(.timedOut) }.get()
  }

  private func finish(_ outcome: Result<Void, DownloadFailure>) {
    state.withLock { $0.outcome = $0.outcome ?? outcome }
    isDone.signal()
  }

  func urlSession(
    _ session: URLSession, dataTask: URLSessionDataTask, didReceive response: URLResponse,
    completionHandler: @escaping @Sendable (URLSession.ResponseDisposition) -> Void
  ) {
    let status = (response as? HTTPURLResponse)?.statusCode ?? 0
    if status != 200 {
      finish(.failure(.httpStatus(status)))
    } else if response.expectedContentLength > expectedByteCount {
      finish(.failure(.tooLong(expected: expectedByteCount)))
    }
    completionHandler(state.withLock { $0.outcome == nil } ? .allow : .cancel)
  }

  func urlSession(_ session: URLSession, dataTask: URLSessionDataTask, didReceive data: Data) {
    let failure: DownloadFailure? = state.withLock { state in
      if state.outcome != nil { return nil }
      state.received += data.count
      return state.received > expectedByteCount ? .tooLong(expected: expectedByteCount) : sink(data)
    }
    if let failure { finish(.failure(failure)) }
  }

  func urlSession(_ session: URLSession, task: URLSessionTask, didCompleteWithError error: (any Error)?) {
    guard let error else { return finish(.success(())) }
    let received = state.withLock { $0.received }
    finish(.failure(DownloadFailure(error, received: received, expected: expectedByteCount)))
  }
}

extension DownloadFailure {
  /// What URL loading reports, in terms of the file.
  fileprivate init(_ error: any Error, received: Int, expected: Int) {
    let code = (error as? URLError)?.code
    if code == .timedOut {
      self = .timedOut
    } else if received > 0 {
      self = .tooShort(expected: expected, received: received)
    } else {
      self = .unreachable(reason: Self.reasons[code ?? .unknown] ?? error.localizedDescription)
    }
  }

  /// Short words for the codes whose descriptions on Linux say only that something failed.
  private static let reasons: [URLError.Code: String] = [
    .cannotFindHost: "no machine of this name is known",
    .dnsLookupFailed: "no machine of this name is known",
    .cannotConnectToHost: "nobody answers there",
    .notConnectedToInternet: "this machine has no network",
    .networkConnectionLost: "the connection was lost",
    .secureConnectionFailed: "the secure connection failed",
    .serverCertificateUntrusted: "the certificate is not trusted",
  ]
}
