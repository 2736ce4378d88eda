import Foundation
import Synchronization

/// A web server on 127.0.0.1 that gives every request the same answer until it is stopped.
final class LoopbackServer: Sendable {
  enum Answer: Sendable {
    /// A status line, a `Content-Length` unless it is nil, and a body, which may be shorter than announced.
    case response(status: Int, contentLength: Int?, body: [UInt8])
    /// Not a byte, until the client goes away.
    case silence

    static func whole(_ body: [UInt8]) -> Answer { .response(status: 200, contentLength: body.count, body: body) }
  }

  /// The address of the server's root, with a slash at the end.
  let address: String
  private let listener: Int32
  private let log = RequestLog()
  private let isStopped = DispatchSemaphore(value: 0)

  /// The heads of all requests so far.
  var requests: [String] { log.heads.withLock { $0 } }

  init(_ answer: Answer) throws {
    let (descriptor, port) = try boundSocket()
    listen(descriptor, 16)
    listener = descriptor
    address = "http://127.0.0.1:\(port)/"
    // A thread of its own: the tests' threads wait for the answers.
    Thread.detachNewThread { [log, isStopped] in
      while case let connection = accept(descriptor, nil, nil), connection >= 0 {
        serve(connection, answer, log)
        close(connection)
      }
      isStopped.signal()
    }
  }

  /// Ends the thread and gives the port back.
  func stop() {
    // Wakes the thread out of `accept`.
    shutdown(listener, Int32(SHUT_RDWR))
    isStopped.wait()
    close(listener)
  }
}

private final class RequestLog: Sendable {
  let heads = Mutex<[String]>([])
}

private func serve(_ connection: Int32, _ answer: LoopbackServer.Answer, _ log: RequestLog) {
  var head = ""
  var buffer = [UInt8](repeating: 0, count: 4_096)
  while !head.contains("\r\n\r\n"), case let count = recv(connection, &buffer, buffer.count, 0), count > 0 {
    head += String(decoding: buffer[..<count], as: UTF8.self)
  }
  log.heads.withLock { $0.append(head) }
  if case .response(let status, let contentLength, let body) = answer {
    let length = contentLength.map { "Content-Length: \($0)\r\n" } ?? ""
    sendAll(Array("HTTP/1.1 \(status) Answer\r\n\(length)Connection: close\r\n\r\n".utf8) + body, to: connection)
    shutdown(connection, Int32(SHUT_WR))
  }
  while recv(connection, &buffer, buffer.count, 0) > 0 {}
}

private func sendAll(_ message: [UInt8], to connection: Int32) {
  message.withUnsafeBytes { bytes in
    var rest = bytes[...]
    while !rest.isEmpty {
      // A client that has seen enough closes the connection; without the flag that would end the process.
      let count = send(connection, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count, Int32(MSG_NOSIGNAL))
      if count <= 0 { return }
      rest = rest.dropFirst(count)
    }
  }
}

/// A socket with a port of its own on 127.0.0.1; connections are refused until `listen` is called.
func boundSocket() throws -> (descriptor: Int32, port: UInt16) {
  let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
  var address = sockaddr_in()
  address.sin_family = sa_family_t(AF_INET)
  address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
  var size = socklen_t(MemoryLayout<sockaddr_in>.size)
  let isBound = withUnsafeMutableBytes(of: &address) { bytes in
    let pointer = bytes.baseAddress?.assumingMemoryBound(to: sockaddr.self)
    return bind(descriptor, pointer, size) == 0 && getsockname(descriptor, pointer, &size) == 0
  }
  guard descriptor >= 0, isBound else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
  return (descriptor, UInt16(bigEndian: address.sin_port))
}
