import Synchronization

/// XLA's flags, which it reads from `XLA_FLAGS` once in a process, while the first client is made. Among them are the options of LLVM, which
/// a program's own options cannot hold.
enum CompilerFlags {
  /// What the first client was made with.
  private static let read = Mutex<String?>(nil)

  /// Makes a client, with more options of LLVM if it is the first, and returns the flags that are in effect. One client is made at a time,
  /// because it reads the environment.
  static func inEffect(adding options: [String], _ make: () throws -> Void) rethrows -> String {
    try read.withLock { read in
      let given = Environment.value("XLA_FLAGS")
      let wanted = merged(given, options)
      try Environment.with("XLA_FLAGS", as: wanted, make)
      let flags = read ?? wanted ?? given ?? ""
      read = flags
      return flags
    }
  }

  /// The flags together with options of LLVM; `nil` if they stay as they are: there is nothing to add, options of LLVM are among them, or
  /// they are the name of a file.
  static func merged(_ given: String?, _ options: [String]) -> String? {
    let given = given ?? ""
    let isText = given.allSatisfy(\.isWhitespace) || given.drop(while: \.isWhitespace).hasPrefix("-")
    guard !options.isEmpty, isText, !given.contains("xla_backend_extra_options") else { return nil }
    return (given.isEmpty ? "" : given + " ") + "--xla_backend_extra_options=" + options.joined(separator: ",")
  }
}
