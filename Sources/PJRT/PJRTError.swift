/// A failure that the plugin itself reports.
public struct PJRTError: Error, Equatable, Sendable {
  /// The kind of failure, in the interface's numbering.
  public enum Code: Int32, Sendable {
    case cancelled = 1
    case unknown, invalidArgument, deadlineExceeded, notFound, alreadyExists, permissionDenied, resourceExhausted
    case failedPrecondition, aborted, outOfRange, unimplemented, `internal`, unavailable, dataLoss, unauthenticated
  }

  public let code: Code
  /// The plugin's own words. Compile errors name the line and column of the program's text.
  public let message: String
  /// What was asked of the plugin: "compile", "execute", "read buffer".
  public let operation: String

  public init(code: Code, message: String, operation: String) {
    self.code = code
    self.message = message
    self.operation = operation
  }
}
