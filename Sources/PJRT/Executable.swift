import CPJRT
import Synchronization

/// A compiled program, ready to run on its devices.
public final class Executable: @unchecked Sendable {  // What changes is atomic; a plugin's executable may be used from any thread.
  public let client: Client
  public let signature: ExecutableSignature
  /// The places in `Client.devices` that the program runs on, in the order in which `execute(perDevice:)` takes arguments.
  public let devices: [Int]
  let hasRun = Atomic(false)
  /// See `FreedMemory.awaitRelease`: the temporary memory of a run, -1 as long as nobody has asked, and what was in use before.
  let temporaryBytes = Atomic(-1)
  let inUseBeforeRuns = Atomic(Int.max)
  /// How many runs have begun, up to `FreedMemory.unsettledRuns`.
  let runs = Atomic(0)
  /// The program as it is called.
  let loaded: OpaquePointer
  /// The program as it is described.
  let handle: OpaquePointer

  /// Takes over the plugin's program and compares its results with the signature.
  init(client: Client, owning loaded: OpaquePointer?, signature: ExecutableSignature) throws {
    guard let loaded else { throw CallProblem.missingOutput(index: 0) }
    let plugin = client.plugin
    var described = PJRT_LoadedExecutable_GetExecutable_Args_make()
    described.loaded_executable = loaded
    do {
      try plugin.check(plugin.api.pointee.PJRT_LoadedExecutable_GetExecutable(&described), "describe a program")
      guard let handle = described.executable else { throw CallProblem.missingOutput(index: 0) }
      self.client = client
      self.signature = signature
      self.loaded = loaded
      self.handle = handle
      self.devices = try Self.devices(of: loaded, client)
    } catch {
      Self.destroy(plugin, loaded: loaded, described: described.executable)
      throw error
    }
    let reported = try outputTypes()
    let expected = signature.outputs.map(\.description)
    guard reported == expected else { throw CallProblem.outputTypes(expected: expected, reported: reported) }
  }

  deinit { Self.destroy(client.plugin, loaded: loaded, described: handle) }

  private static func destroy(_ plugin: Plugin, loaded: OpaquePointer, described: OpaquePointer?) {
    if let described {
      var arguments = PJRT_Executable_Destroy_Args_make()
      arguments.executable = described
      plugin.ignore(plugin.api.pointee.PJRT_Executable_Destroy(&arguments))
    }
    var arguments = PJRT_LoadedExecutable_Destroy_Args_make()
    arguments.executable = loaded
    plugin.ignore(plugin.api.pointee.PJRT_LoadedExecutable_Destroy(&arguments))
  }

  private static func devices(of loaded: OpaquePointer, _ client: Client) throws -> [Int] {
    var arguments = PJRT_LoadedExecutable_AddressableDevices_Args_make()
    arguments.executable = loaded
    try client.plugin.check(client.plugin.api.pointee.PJRT_LoadedExecutable_AddressableDevices(&arguments), "describe a program")
    let handles = UnsafeBufferPointer(start: arguments.addressable_devices, count: arguments.num_addressable_devices)
    return handles.compactMap { handle in client.devices.firstIndex { $0.handle == handle } }
  }

  /// The types of the results as the plugin reports them. As text, because a program may have results of other types
  /// than this module names.
  private func outputTypes() throws -> [String] {
    let plugin = client.plugin
    var types = PJRT_Executable_OutputElementTypes_Args_make()
    types.executable = handle
    try plugin.check(plugin.api.pointee.PJRT_Executable_OutputElementTypes(&types), "describe a program")
    var shapes = PJRT_Executable_OutputDimensions_Args_make()
    shapes.executable = handle
    try plugin.check(plugin.api.pointee.PJRT_Executable_OutputDimensions(&shapes), "describe a program")
    let ranks = UnsafeBufferPointer(start: shapes.dim_sizes, count: shapes.num_outputs)
    let elements = UnsafeBufferPointer(start: types.output_types, count: types.num_output_types)
    var next = 0
    return zip(elements, ranks).map { element, rank in
      let dimensions = (next..<next + rank).map { Int(shapes.dims[$0]) }
      next += rank
      guard let known = ElementType(rawValue: Int32(bitPattern: element.rawValue)) else { return "type \(element.rawValue)" }
      return BufferType(known, dimensions).description
    }
  }
}
