#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// What a plugin takes from the process's environment only.
enum Environment {
  static func value(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }

  /// Runs the body while a variable has another value, or as it is with `nil`.
  static func with(_ name: String, as value: String?, _ body: () throws -> Void) rethrows {
    guard let value else { return try body() }
    let before = Self.value(name)
    setenv(name, value, 1)
    defer { if let before { setenv(name, before, 1) } else { unsetenv(name) } }
    return try body()
  }
}
