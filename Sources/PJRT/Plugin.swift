import CPJRT

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// A plugin that compiles and runs programs: one shared library, opened once and never closed.
///
/// ```swift
/// let plugin = try Plugin(path: Plugin.locate().path)
/// print(plugin.apiVersion)  // (major: 0, minor: 81)
/// ```
public final class Plugin: @unchecked Sendable {  // The function table is constant and its functions may be called from any thread.
  public let path: String
  let api: UnsafePointer<PJRT_Api>

  /// Opens and initialises the plugin.
  ///
  /// Sets `TF_CPP_MIN_LOG_LEVEL` to 2 (errors only) unless the environment has it, as the plugin reads it while loading.
  /// - Throws: `PluginProblem` if the file is no plugin that is understood, `PJRTError` if it fails to start.
  public init(path: String) throws {
    setenv("TF_CPP_MIN_LOG_LEVEL", "2", 0)
    self.path = path
    api = try Self.open(path)
    var arguments = PJRT_Plugin_Initialize_Args_make()
    try check(api.pointee.PJRT_Plugin_Initialize(&arguments), "start the plugin")
  }

  private static func open(_ path: String) throws(PluginProblem) -> UnsafePointer<PJRT_Api> {
    var table: UnsafePointer<PJRT_Api>?
    var message = [CChar](repeating: 0, count: 1024)
    switch cpjrt_load(path, &table, &message, message.count) {
    case CPJRT_Load_ok: break
    case CPJRT_Load_no_entry_point: throw .noEntryPoint(path: path)
    case CPJRT_Load_no_table: throw .noTable(path: path)
    default: throw .cannotOpen(path: path, reason: text(message))
    }
    guard let table else { throw .noTable(path: path) }
    try validate(table, path: path)
    return table
  }

  /// Refuses a table that this module cannot call. The version is read first: it lies at the front of every table.
  static func validate(_ table: UnsafePointer<PJRT_Api>, path: String) throws(PluginProblem) {
    let byteCount = table.pointee.struct_size
    let needed = cpjrt_needed_table_size()
    let versionEnd = MemoryLayout<Int>.size * 2 + MemoryLayout<PJRT_Api_Version>.size
    guard byteCount >= versionEnd else { throw .tableTooSmall(path: path, byteCount: byteCount, needed: needed) }
    let version = table.pointee.pjrt_api_version
    guard version.major_version == 0 else {
      throw .unsupportedVersion(path: path, major: Int(version.major_version), minor: Int(version.minor_version))
    }
    guard byteCount >= needed else { throw .tableTooSmall(path: path, byteCount: byteCount, needed: needed) }
    if let name = cpjrt_missing_function(table) { throw .missingFunction(path: path, name: String(cString: name)) }
  }

  /// The version of the plugin interface.
  public var apiVersion: (major: Int, minor: Int) {
    let version = api.pointee.pjrt_api_version
    return (Int(version.major_version), Int(version.minor_version))
  }

  /// What the plugin says about itself, for example `stablehlo_current_version`: `[1, 13, 3]`.
  public var attributes: [String: String] {
    var arguments = PJRT_Plugin_Attributes_Args_make()
    guard ignore(api.pointee.PJRT_Plugin_Attributes(&arguments)) else { return [:] }
    return namedValues(arguments.attributes, arguments.num_attributes).mapValues(\.description)
  }

  /// The optional parts of the interface that the plugin has, by number, with their size in bytes.
  public var extensions: [Int: Int] {
    var found: [Int: Int] = [:]
    var next = api.pointee.extension_start
    while let link = next {
      found[Int(link.pointee.type.rawValue)] = link.pointee.struct_size
      next = link.pointee.next
    }
    return found
  }
}

private func text(_ buffer: [CChar]) -> String {
  String(decoding: buffer.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
}
