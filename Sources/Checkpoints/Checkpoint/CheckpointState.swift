import Foundation

/// The text file `checkpoint` beside checkpoints, which names the last one and those that are kept: `CheckpointState` of TensorFlow
/// as protocol buffer text.
struct CheckpointState: Equatable {
  /// The paths of the kept checkpoints, relative to the folder, the last one last.
  var names: [String]

  /// - Parameter all: with `latest` as the last.
  init(latest: String, all: [String]) { names = all.filter { $0 != latest } + [latest] }

  init?(readFrom path: String) {
    guard let bytes = FileManager.default.contents(atPath: path), let text = String(validating: bytes, as: UTF8.self) else { return nil }
    self.init(text: text)
  }

  /// - Returns: `nil` if the text names no last checkpoint.
  init?(text: String) {
    var latest: String?
    var all: [String] = []
    for line in text.split(separator: "\n") {
      guard let colon = line.firstIndex(of: ":"), let value = Self.unquoted(line[line.index(after: colon)...]) else { continue }
      switch line[..<colon].trimmingCharacters(in: .whitespaces) {
      case "model_checkpoint_path": latest = value
      case "all_model_checkpoint_paths": all.append(value)
      default: continue
      }
    }
    guard let latest else { return nil }
    self.init(latest: latest, all: all)
  }

  var text: String {
    func line(_ key: String, _ name: String) -> String { "\(key): \"\(Self.escaped(name))\"\n" }
    return line("model_checkpoint_path", names.last ?? "") + names.map { line("all_model_checkpoint_paths", $0) }.joined()
  }

  func write(to path: String, in fileSystem: FileSystem) throws {
    try AtomicFile.write(to: path, in: fileSystem) { file in
      try Array(text.utf8).withUnsafeBytes { try file.append($0) }
    }
  }

  private static func escaped(_ name: String) -> String { name.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") }

  private static func unquoted(_ text: Substring) -> String? {
    let quoted = text.trimmingCharacters(in: .whitespaces)
    guard quoted.count >= 2, quoted.hasPrefix("\""), quoted.hasSuffix("\"") else { return nil }
    var isEscaped = false
    return quoted.dropFirst().dropLast().reduce(into: "") { value, character in
      isEscaped = character == "\\" && !isEscaped
      if !isEscaped { value.append(character) }
    }
  }
}
