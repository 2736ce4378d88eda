import CPJRT
import Dispatch

/// The devices of one platform, the memory on them and the programs compiled for them.
///
/// ```swift
/// let client = try Client(plugin: plugin)
/// print(client.platformName, client.devices.count)  // cpu 1
/// ```
public final class Client: @unchecked Sendable {  // All fields are constant; a plugin's client may be used from any thread.
  public let plugin: Plugin
  public let devices: [ClientDevice]
  /// "cpu", "cuda", "tpu".
  public let platformName: String
  /// The platform's version in the plugin's words.
  public let platformVersion: String
  let handle: OpaquePointer
  /// Whether device memory is host memory, so that it can be read in place.
  public let sharesHostMemory: Bool
  /// What the compiler has taken from the environment.
  public let compilerFlags: String

  /// The numbers of devices that a CPU client can be divided into.
  public static let deviceCounts = 1...256

  /// Makes a client of the CPU plugin.
  /// - Parameters:
  ///   - deviceCount: the devices that the processor is divided into, 1 to 256.
  ///   - threadCount: the threads that run programs; all processors if nil.
  ///   - codeGeneration: options of LLVM, as `-unroll-full-max-count=8`. They count for all programs of the process, if this is its first
  ///     client, and not where `XLA_FLAGS` has some (`CompilerFlags`). One that LLVM does not know ends the process.
  /// - Throws: `CallProblem` for a count that cannot be, `PJRTError` if the platform fails to start.
  public convenience init(plugin: Plugin, deviceCount: Int = 1, threadCount: Int? = nil, codeGeneration: [String] = []) throws {
    guard Self.deviceCounts.contains(deviceCount) else { throw CallProblem.deviceCount(deviceCount) }
    if let threadCount, threadCount < 1 { throw CallProblem.threadCount(threadCount) }
    FreedMemory.keep()
    let options: [String: NamedValue] = ["cpu_device_count": .integer(Int64(deviceCount))]
    try self.init(plugin: plugin, options: options, threadCount: threadCount, codeGeneration: codeGeneration)
  }

  /// Makes a client with the platform's own options.
  public convenience init(plugin: Plugin, options: [String: NamedValue]) throws {
    try self.init(plugin: plugin, options: options, threadCount: nil, codeGeneration: [])
  }

  private init(plugin: Plugin, options: [String: NamedValue], threadCount: Int?, codeGeneration: [String]) throws {
    self.plugin = plugin
    var made: OpaquePointer?
    compilerFlags = try CompilerFlags.inEffect(adding: codeGeneration) { made = try Self.create(plugin, options, threadCount) }
    guard let made else { throw CallProblem.noDevices(platform: "unknown") }
    handle = made
    platformName = Self.name(plugin, handle)
    platformVersion = Self.version(plugin, handle)
    sharesHostMemory = platformName == "cpu"
    devices = Self.devices(plugin, handle)
    guard !devices.isEmpty else { throw CallProblem.noDevices(platform: platformName) }
  }

  deinit {
    if cpjrt_is_in_callback() {
      // The last buffer can be let go of on one of the client's own threads, which the client's end waits for.
      let orphan = Orphan(plugin: plugin, handle: handle)
      DispatchQueue.global().async { orphan.destroy() }
    } else {
      Orphan(plugin: plugin, handle: handle).destroy()
    }
  }

  private struct Orphan: @unchecked Sendable {  // the handle of a client that nobody else knows any more
    let plugin: Plugin
    let handle: OpaquePointer

    func destroy() {
      var arguments = PJRT_Client_Destroy_Args_make()
      arguments.client = handle
      plugin.ignore(plugin.api.pointee.PJRT_Client_Destroy(&arguments))
    }
  }

  /// The number of this process among those that share the platform; 0 if it is alone.
  public var processIndex: Int {
    var arguments = PJRT_Client_ProcessIndex_Args_make()
    arguments.client = handle
    plugin.ignore(plugin.api.pointee.PJRT_Client_ProcessIndex(&arguments))
    return Int(arguments.process_index)
  }

  private static func create(_ plugin: Plugin, _ options: [String: NamedValue], _ threadCount: Int?) throws -> OpaquePointer? {
    var arguments = PJRT_Client_Create_Args_make()
    try withNamedValues(options) { values in
      arguments.create_options = values.baseAddress
      arguments.num_options = values.count
      try withThreadCount(threadCount) {
        try plugin.check(plugin.api.pointee.PJRT_Client_Create(&arguments), "create a client")
      }
    }
    return arguments.client
  }

  /// The CPU plugin takes its thread count from the environment only, and reads it while a client is made.
  private static func withThreadCount(_ count: Int?, _ body: () throws -> Void) rethrows {
    try Environment.with("PJRT_NPROC", as: count.map(String.init), body)
  }

  private static func name(_ plugin: Plugin, _ handle: OpaquePointer) -> String {
    var arguments = PJRT_Client_PlatformName_Args_make()
    arguments.client = handle
    plugin.ignore(plugin.api.pointee.PJRT_Client_PlatformName(&arguments))
    return string(arguments.platform_name, arguments.platform_name_size)
  }

  private static func version(_ plugin: Plugin, _ handle: OpaquePointer) -> String {
    var arguments = PJRT_Client_PlatformVersion_Args_make()
    arguments.client = handle
    plugin.ignore(plugin.api.pointee.PJRT_Client_PlatformVersion(&arguments))
    return string(arguments.platform_version, arguments.platform_version_size)
  }

  private static func devices(_ plugin: Plugin, _ handle: OpaquePointer) -> [ClientDevice] {
    var arguments = PJRT_Client_AddressableDevices_Args_make()
    arguments.client = handle
    guard plugin.ignore(plugin.api.pointee.PJRT_Client_AddressableDevices(&arguments)) else { return [] }
    return UnsafeBufferPointer(start: arguments.addressable_devices, count: arguments.num_addressable_devices)
      .compactMap(\.self).enumerated().map { ClientDevice(plugin: plugin, handle: $1, index: $0) }
  }
}
