import FoundationEssentials

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
