import FoundationEssentials

/// How much memory this process may take.
package enum AvailableMemory {
  /// The bytes that the process may take beyond what it has: what the system has left, and what the control groups of the process leave
  /// it. `nil` where neither is known.
  ///
  /// - Parameter root: where `/proc` and `/sys` lie.
  package static func beyondTheProcess(root: String = "") -> Int? {
    let groups = ControlGroup.ofProcess(root: root).compactMap(\.headroom)
    return ([fieldInKilobytes("MemAvailable", of: root + "/proc/meminfo")].compactMap(\.self) + groups).min()
  }

  /// `APUS_MEMORY_LIMIT`, the most bytes that a step of training may take: a number of bytes, or `512 MB`, `2.5GB`; `nil` if it is not
  /// set.
  ///
  /// - Throws: `MemoryLimitProblem` for a text that says something else.
  package static func limit(
    environment: [String: String] = ProcessInfo.processInfo.environment
  ) throws(MemoryLimitProblem) -> Int? {
    guard let text = environment["APUS_MEMORY_LIMIT"], !text.isEmpty else { return nil }
    let letters = text.drop { $0.isNumber || $0 == "." }
    let units = ["": 1.0, "B": 1, "KB": 1e3, "MB": 1e6, "GB": 1e9, "TB": 1e12]
    guard let number = Double(text.dropLast(letters.count)), let unit = units[letters.filter { $0 != " " }.uppercased()],
      let bytes = Int(exactly: (number * unit).rounded())
    else { throw MemoryLimitProblem(text: text) }
    return bytes
  }

  /// The number of a line such as `MemAvailable:   12345 kB`, in bytes.
  private static func fieldInKilobytes(_ name: String, of path: String) -> Int? {
    guard let text = try? String(contentsOfFile: path, encoding: .utf8) else { return nil }
    let line = text.split(separator: "\n").first { $0.hasPrefix(name + ":") }
    let words = line?.split(separator: " ") ?? []
    return words.count > 1 ? Int(words[1]).map { $0 * 1024 } : nil
  }
}

/// A text in `APUS_MEMORY_LIMIT` that is no amount of memory.
public struct MemoryLimitProblem: Error, Hashable, CustomStringConvertible {
  public let text: String
  public var description: String {
    "Apus: APUS_MEMORY_LIMIT is no amount of memory: \(text)\n  hint  a number of bytes, or with a unit: 512 MB, 2.5 GB"
  }
}
