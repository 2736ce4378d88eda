import FoundationEssentials

/// A control group of Linux that limits the memory of its processes, as containers have one; version 1 or 2.
struct ControlGroup {
  private let folder: String
  private let names: (limit: String, usage: String, reclaimable: String)

  private static let first = ("memory.limit_in_bytes", "memory.usage_in_bytes", "total_inactive_file")
  private static let second = ("memory.max", "memory.current", "inactive_file")

  /// The groups that the process is in, with those around them, each of which has a limit of its own.
  ///
  /// - Parameter root: where `/proc` and `/sys` lie.
  static func ofProcess(root: String) -> [ControlGroup] {
    let lines = (try? String(contentsOfFile: root + "/proc/self/cgroup", encoding: .utf8))?.split(separator: "\n") ?? []
    return lines.flatMap { line -> [ControlGroup] in
      // `0::/path`, or `7:memory:/path` of version 1.
      let parts = line.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
      guard parts.count == 3 else { return [] }
      if parts[1].isEmpty { return around(parts[2], in: root + "/sys/fs/cgroup", second) }
      let isMemory = parts[1].split(separator: ",").contains("memory")
      return isMemory ? around(parts[2], in: root + "/sys/fs/cgroup/memory", first) : []
    }
  }

  /// The group at `path` and those around it. Within a container the path may be one that only the outside knows: the files lie at the
  /// mount's root then, which is the last group.
  private static func around(_ path: Substring, in mount: String, _ names: (String, String, String)) -> [ControlGroup] {
    let parts = path.split(separator: "/")
    return (0...parts.count).map { ControlGroup(folder: ([mount[...]] + parts.prefix($0)).joined(separator: "/"), names: names) }
  }

  /// The bytes that its processes may take beyond what they have; `nil` without a limit. What lies in memory of files nobody uses makes
  /// room when it is needed.
  var headroom: Int? {
    guard let limit = number(names.limit), limit < 1 << 60, let usage = number(names.usage) else { return nil }
    return max(0, limit - max(0, usage - reclaimable))
  }

  private func number(_ file: String) -> Int? {
    let text = try? String(contentsOfFile: folder + "/" + file, encoding: .utf8)
    return text.flatMap { Int($0.filter { !$0.isWhitespace }) }
  }

  private var reclaimable: Int {
    let text = (try? String(contentsOfFile: folder + "/memory.stat", encoding: .utf8)) ?? ""
    let line = text.split(separator: "\n").first { $0.hasPrefix(names.reclaimable + " ") }
    return line?.split(separator: " ").last.flatMap { Int($0) } ?? 0
  }
}
