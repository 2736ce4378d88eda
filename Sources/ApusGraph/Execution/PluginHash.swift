import FoundationEssentials
import Glibc
import Synchronization

/// The SHA-256 of the plugin's file. Hashing 260 MB takes a second, so the result is remembered beside the program cache for as long
/// as the file keeps its path, size and modification time.
final class PluginHash: Sendable {
  static let shared = PluginHash()
  private let known = Mutex<[String: String]>([:])

  func value(of path: String) -> String {
    known.withLock { known in
      if let value = known[path] { return value }
      let value = remembered(path) ?? computed(path)
      known[path] = value
      return value
    }
  }

  private func identity(_ path: String) -> String {
    var status = stat()
    guard stat(path, &status) == 0 else { return path }
    return "\(path) \(status.st_size) \(status.st_mtim.tv_sec).\(status.st_mtim.tv_nsec)"
  }

  private var file: String? { DiskCache.cacheFolder.map { $0 + "/plugin-hash" } }

  private func remembered(_ path: String) -> String? {
    guard let file, let text = try? String(contentsOfFile: file, encoding: .utf8) else { return nil }
    let lines = text.split(separator: "\n")
    guard lines.count == 2, lines[0] == identity(path) else { return nil }
    return String(lines[1])
  }

  private func computed(_ path: String) -> String {
    guard let value = ContentDigest.ofFile(path) else { return identity(path) }
    if let file, let folder = DiskCache.cacheFolder {
      try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      try? Data("\(identity(path))\n\(value)\n".utf8).write(to: URL(fileURLWithPath: file), options: .atomic)
    }
    return value
  }
}

/// What the processor can do: machine code of one is not always code of another.
enum ProcessorFeatures {
  static let text: String = {
    let lines = (try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8))?.split(separator: "\n") ?? []
    let wanted = ["flags", "Features", "model name"]
    return wanted.compactMap { name in lines.first { $0.hasPrefix(name) } }.joined(separator: "\n")
  }()

  /// As the system calls the processor; `unknown` where it has no name for it.
  static var modelName: String {
    let line = text.split(separator: "\n").first { $0.hasPrefix("model name") }
    let name = line?.split(separator: ":", maxSplits: 1).last?.split(separator: " ").joined(separator: " ")
    return name ?? "unknown"
  }
}
