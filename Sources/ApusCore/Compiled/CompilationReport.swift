/// What became of a compiled function.
public struct CompilationReport: CustomStringConvertible, Sendable {
  /// One line for each signature: the types that it was traced for.
  public internal(set) var signatures: [String] = []
  public internal(set) var traceCount = 0
  public internal(set) var callCount = 0
  /// For each trace after the first, what was different from the signature before.
  public internal(set) var retraces: [String] = []

  public var description: String {
    let head = "\(count(signatures.count, "signature")), \(count(traceCount, "trace")), \(count(callCount, "call"))"
    return ([head] + retraces.map { "  retraced: \($0)" }).joined(separator: "\n")
  }

  private func count(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }
}
