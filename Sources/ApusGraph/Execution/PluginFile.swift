import FoundationEssentials
import Glibc
import Synchronization

/// What has to be known of the plugin's file: its SHA-256, and whether its compiler has `LoopUnrolling.option`.
///
/// To read 260 MB takes up to a second, so both are remembered beside the program cache for as long as the file keeps its path, size and
/// modification time.
final class PluginFile: Sendable {
  static let shared = PluginFile()

  struct Content: Equatable {
    var hash: String
    var limitsUnrolling: Bool
  }

  private let folder: String?
  private let known = Mutex<[String: Content]>([:])

  init(folder: String? = DiskCache.cacheFolder) {
    self.folder = folder
  }

  func hash(of path: String) -> String { content(of: path).hash }

  /// Without a program cache nothing is hashed: to look for a text takes a twentieth of the time.
  func limitsUnrolling(_ path: String) -> Bool {
    folder == nil ? Self.contains(LoopUnrolling.option, path) : content(of: path).limitsUnrolling
  }

  private func content(of path: String) -> Content {
    known.withLock { known in
      if let content = known[path] { return content }
      let content = remembered(path) ?? read(path)
      known[path] = content
      return content
    }
  }

  private func identity(_ path: String) -> String {
    var status = stat()
    guard stat(path, &status) == 0 else { return path }
    return "\(path) \(status.st_size) \(status.st_mtim.tv_sec).\(status.st_mtim.tv_nsec)"
  }

  private var file: String? { folder.map { $0 + "/plugin" } }

  private func remembered(_ path: String) -> Content? {
    guard let file, let text = try? String(contentsOfFile: file, encoding: .utf8) else { return nil }
    let lines = text.split(separator: "\n")
    guard lines.count == 3, lines[0] == identity(path), let limits = Bool(String(lines[2])) else { return nil }
    return Content(hash: String(lines[1]), limitsUnrolling: limits)
  }

  /// Hashed and searched at once.
  private func read(_ path: String) -> Content {
    var digest = ContentDigest(), search = Search(LoopUnrolling.option)
    let isRead = FilePieces(path: path, overlap: search.overlap).forEach { piece, new in
      digest.add(UnsafeRawBufferPointer(rebasing: piece[new...]))
      search.look(piece)
      return true
    }
    guard isRead else { return Content(hash: identity(path), limitsUnrolling: false) }
    let content = Content(hash: digest.text, limitsUnrolling: search.hasFound)
    if let file, let folder {
      try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      let text = "\(identity(path))\n\(content.hash)\n\(content.limitsUnrolling)\n"
      try? Data(text.utf8).write(to: URL(fileURLWithPath: file), options: .atomic)
    }
    return content
  }

  /// Whether a text is in a file.
  static func contains(_ text: String, _ path: String, pieceBytes: Int = 1 << 20) -> Bool {
    var search = Search(text)
    let isRead = FilePieces(path: path, pieceBytes: pieceBytes, overlap: search.overlap).forEach { piece, _ in
      search.look(piece)
      return !search.hasFound
    }
    return isRead && search.hasFound
  }

  /// For a text in pieces of a file.
  private struct Search {
    private let wanted: [UInt8]
    private(set) var hasFound = false
    var overlap: Int { wanted.count - 1 }

    init(_ text: String) { wanted = Array(text.utf8) }

    mutating func look(_ piece: UnsafeRawBufferPointer) {
      guard !hasFound, var start = piece.baseAddress else { return }
      var left = piece.count
      while left >= wanted.count, let place = memchr(start, Int32(wanted[0]), left - wanted.count + 1) {
        if memcmp(place, wanted, wanted.count) == 0 {
          hasFound = true
          return
        }
        left -= UnsafeRawPointer(place) + 1 - start
        start = UnsafeRawPointer(place) + 1
      }
    }
  }
}
