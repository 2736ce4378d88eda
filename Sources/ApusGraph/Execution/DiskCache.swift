import Crypto
import FoundationEssentials
import Glibc
import PJRT

/// Compiled programs in files, for the next process.
///
/// A flipped bit inside a serialised executable can abort the plugin, so a SHA-256 of the content stands in front of it and is
/// checked first. Files are written under a temporary name, synced and renamed; the oldest go when the folder grows too large.
public struct DiskCache: Sendable {
  public let folder: String
  public let byteLimit: Int

  private static let magic = Array("APUSXLA1".utf8)

  public init(folder: String, byteLimit: Int = 1 << 30) {
    self.folder = folder
    self.byteLimit = byteLimit
  }

  /// `$APUS_CACHE/programs`, else `~/.cache/apus/programs`. `APUS_CACHE=off` turns it off.
  public static var standard: DiskCache? {
    guard let base = cacheFolder else { return nil }
    return DiskCache(folder: base + "/programs")
  }

  static var cacheFolder: String? {
    if let chosen = getenv("APUS_CACHE").map({ String(cString: $0) }) { return chosen == "off" || chosen.isEmpty ? nil : chosen }
    return getenv("HOME").map { String(cString: $0) + "/.cache/apus" }
  }

  /// Names a program: its text or bytecode, the compiler's options and flags, the plugin's bytes and the processor's features.
  func key(code: [UInt8], options: CompileOptions, client: Client) -> String {
    var hash = SHA256()
    hash.update(data: Data(code))
    hash.update(data: Data(options.serialized()))
    let plugin = PluginFile.shared.hash(of: client.plugin.path)
    hash.update(data: Data((client.platformVersion + client.compilerFlags + plugin + ProcessorFeatures.text).utf8))
    return hash.finalize().hexadecimal
  }

  /// The program of a file that is there and whole; a damaged file is removed.
  func load(_ key: String, _ client: Client, _ signature: ExecutableSignature) -> Executable? {
    guard let bytes = contents(key) else { return nil }
    guard let executable = try? client.load(bytes, signature: signature) else {
      unlink(path(key))
      return nil
    }
    // The age of a file is the time since its last use.
    utimensat(AT_FDCWD, path(key), nil, 0)
    return executable
  }

  /// The payload of a file whose checksum is right.
  func contents(_ key: String) -> [UInt8]? {
    guard let file = try? Data(contentsOf: URL(fileURLWithPath: path(key))) else { return nil }
    let header = Self.magic.count + SHA256.byteCount
    let payload = file.dropFirst(header)
    guard file.count > header, file.starts(with: Self.magic), SHA256.hash(data: payload) == file[Self.magic.count..<header] else {
      unlink(path(key))
      return nil
    }
    return [UInt8](payload)
  }

  /// A cache that cannot be written is no reason to stop: the next process compiles again.
  func store(_ payload: [UInt8], _ key: String) {
    try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let temporary = "\(path(key)).\(getpid()).\(UInt32.random(in: 0 ... .max))"
    let bytes = Self.magic + Array(SHA256.hash(data: payload)) + payload
    guard write(bytes, to: temporary), rename(temporary, path(key)) == 0 else {
      unlink(temporary)
      return
    }
    evict()
  }

  private func path(_ key: String) -> String { "\(folder)/\(key).xla" }

  private func write(_ bytes: [UInt8], to path: String) -> Bool {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL, 0o644)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    var rest = bytes[...]
    while !rest.isEmpty {
      let written = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      guard written > 0 else { return false }
      rest = rest.dropFirst(written)
    }
    return fsync(descriptor) == 0
  }

  /// Files and their sizes, the one that was not used for the longest time first.
  public var files: [(path: String, byteCount: Int)] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    let entries = names.compactMap { name -> (path: String, byteCount: Int, used: Int)? in
      var status = stat()
      guard stat("\(folder)/\(name)", &status) == 0 else { return nil }
      return ("\(folder)/\(name)", Int(status.st_size), status.st_mtim.tv_sec)
    }
    return entries.sorted { $0.used < $1.used }.map { ($0.path, $0.byteCount) }
  }

  private func evict() {
    let files = files
    var total = files.reduce(0) { $0 + $1.byteCount }
    for file in files where total > byteLimit {
      unlink(file.path)
      total -= file.byteCount
    }
  }
}

extension Digest {
  var hexadecimal: String {
    map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }.joined()
  }
}
