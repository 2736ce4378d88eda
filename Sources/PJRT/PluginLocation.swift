#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// A plugin file and the place that it was found by.
public struct PluginLocation: Equatable, Sendable {
  public let path: String
  /// The place in words: "APUS_PJRT_PLUGIN", "the package", "~/.cache/apus", "Python".
  public let source: String
}

extension Plugin {
  /// Looks for a plugin: in `APUS_PJRT_PLUGIN`, then in the folder `.plugin` of this package, then in `~/.cache/apus/plugin`,
  /// then in the site-packages of the Python installations of this user and this machine.
  ///
  /// If `APUS_PJRT_PLUGIN` is set, no other place counts.
  /// - Throws: `PluginProblem.notFound` with every place that was looked at.
  public static func locate(environment: [String: String] = processEnvironment()) throws(PluginProblem) -> PluginLocation {
    try locate(environment: environment, packageFolder: packageFolder)
  }

  static func locate(environment: [String: String], packageFolder: String) throws(PluginProblem) -> PluginLocation {
    if let path = environment["APUS_PJRT_PLUGIN"], !path.isEmpty {
      guard isFile(path) else { throw .notFound(searched: ["\(path) (APUS_PJRT_PLUGIN)"]) }
      return PluginLocation(path: path, source: "APUS_PJRT_PLUGIN")
    }
    let places = places(environment: environment, packageFolder: packageFolder)
    for place in places {
      if let path = files(matching: place.pattern).first(where: isFile) { return PluginLocation(path: path, source: place.source) }
    }
    throw .notFound(searched: places.map(\.pattern))
  }

  private static let fileName = "xla_cpu_pjrt.so"

  /// The patterns of the paths that a plugin may have, in the order of preference.
  private static func places(environment: [String: String], packageFolder: String) -> [(pattern: String, source: String)] {
    let home = environment["HOME"].map(escaped)
    let cache = environment["XDG_CACHE_HOME"].map(escaped) ?? home.map { $0 + "/.cache" }
    let pythons = [
      environment["VIRTUAL_ENV"].map { escaped($0) + "/lib" }, home.map { $0 + "/.local/lib" },
      environment["PYENV_ROOT"].map { escaped($0) + "/versions/*/lib" } ?? home.map { $0 + "/.pyenv/versions/*/lib" },
      "/usr/local/lib", "/usr/lib",
    ]
    let wheelPath = "xla_plugins/xla_cpu_pjrt/\(fileName)"
    return [("\(escaped(packageFolder))/.plugin/\(fileName)", "the package")]
      + [cache].compactMap { $0 }.map { ("\($0)/apus/plugin/\(fileName)", "~/.cache/apus") }
      + pythons.compactMap { $0 }.flatMap { library in
        ["site", "dist"].map { ("\(library)/python3*/\($0)-packages/\(wheelPath)", "Python") }
      }
  }

  /// The folder of the package that this file was compiled in; it need not exist where the program runs.
  private static var packageFolder: String {
    #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(3).joined(separator: "/")
  }

  private static func escaped(_ path: String) -> String {
    String(path.flatMap { "*?[]\\".contains($0) ? ["\\", $0] : [$0] })
  }

  private static func files(matching pattern: String) -> [String] {
    var found = glob_t()
    defer { globfree(&found) }
    guard glob(pattern, 0, nil, &found) == 0 else { return [] }
    return UnsafeBufferPointer(start: found.gl_pathv, count: Int(found.gl_pathc)).compactMap { $0.map { String(cString: $0) } }
  }

  private static func isFile(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
  }

  /// The variables of this process's environment that `locate` reads.
  public static func processEnvironment() -> [String: String] {
    var values: [String: String] = [:]
    for name in ["APUS_PJRT_PLUGIN", "HOME", "XDG_CACHE_HOME", "VIRTUAL_ENV", "PYENV_ROOT"] {
      values[name] = getenv(name).map { String(cString: $0) }
    }
    return values
  }
}
