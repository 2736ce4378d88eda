import FoundationEssentials
import Glibc

/// The standard output that the process was started with. Whatever else is printed goes to standard error, because the reader of the
/// replies must see nothing but replies.
struct ReplyStream {
  private let descriptor: Int32

  init() {
    descriptor = dup(STDOUT_FILENO)
    dup2(STDERR_FILENO, STDOUT_FILENO)
  }

  /// One line of JSON. A number that JSON cannot say, such as NaN, makes the reply a failure.
  func write(_ reply: Reply) {
    let line: Data
    do { line = try JSONEncoder().encode(reply) } catch { return write(.failure("the reply is no JSON: \(error)")) }
    var rest = [UInt8](line + [UInt8(ascii: "\n")])[...]
    while !rest.isEmpty {
      let written = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if written <= 0 { return }  // nobody listens any more: the input will end as well
      rest = rest.dropFirst(written)
    }
  }
}
