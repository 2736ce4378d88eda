import Glibc

/// The one place where the library writes to standard error on its own account.
enum Console {
  static func note(_ line: String) {
    let bytes = Array((line + "\n").utf8)
    _ = write(STDERR_FILENO, bytes, bytes.count)
  }
}
