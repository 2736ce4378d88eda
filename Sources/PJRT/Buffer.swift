import CPJRT
import Synchronization

/// An array in a device's memory, possibly still being computed.
///
/// A buffer never changes, but it can be deleted: by `delete()`, or because it was donated to a program. Using it after
/// that is an error, never wrong numbers. Only who holds it alone can ask for more: that it stands for the program's result
/// afterwards (`Executable.execute(_:keeping:renewing:)`).
public final class Buffer: @unchecked Sendable {  // What changes is locked; a plugin's buffer may be used from any thread.
  public let type: BufferType
  public let client: Client
  /// The place of the buffer's device in `Client.devices`.
  public let device: Int
  /// Another one after a run that renewed the buffer, which nobody but that run's caller held.
  @exclusivity(unchecked) private(set) var handle: OpaquePointer
  /// How many keep the memory from being donated. The plugin's own list of references is not made for several threads.
  let holders = Mutex(0)

  @inline(__always)
  init(owning handle: OpaquePointer, type: BufferType, client: Client, device: Int) {
    self.handle = handle
    self.type = type
    self.client = client
    self.device = device
  }

  deinit { client.destroy(buffer: handle) }

  /// Makes the buffer stand for another of its type and place.
  /// - Returns: what it stood for, which belongs to the caller.
  func renew(with handle: OpaquePointer) -> OpaquePointer {
    defer { self.handle = handle }
    return self.handle
  }

  /// Whether the memory is given up or donated.
  public var isDeleted: Bool {
    var arguments = PJRT_Buffer_IsDeleted_Args_make()
    arguments.buffer = handle
    return client.plugin.ignore(client.plugin.api.pointee.PJRT_Buffer_IsDeleted(&arguments)) && arguments.is_deleted
  }

  /// Gives the memory back as soon as no running program uses it. Deleting twice is allowed.
  public func delete() throws {
    var arguments = PJRT_Buffer_Delete_Args_make()
    arguments.buffer = handle
    try client.plugin.check(client.plugin.api.pointee.PJRT_Buffer_Delete(&arguments), "delete a buffer")
  }

  /// A copy on another device of the same client, or on the same one.
  /// - Throws: `CallProblem` if there is no such device or the buffer is deleted.
  public func copied(to device: Int) throws -> Buffer {
    var arguments = PJRT_Buffer_CopyToDevice_Args_make()
    arguments.buffer = handle
    arguments.dst_device = try client.device(device).handle
    try checkNotDeleted()
    try client.plugin.check(client.plugin.api.pointee.PJRT_Buffer_CopyToDevice(&arguments), "copy a buffer to another device")
    guard let copy = arguments.dst_buffer else { throw CallProblem.missingOutput(index: 0) }
    return Buffer(owning: copy, type: type, client: client, device: device)
  }

  func checkNotDeleted() throws(CallProblem) {
    if isDeleted { throw .bufferDeleted(type) }
  }
}

extension Client {
  func destroy(buffer: OpaquePointer) {
    var arguments = PJRT_Buffer_Destroy_Args_make()
    arguments.buffer = buffer
    plugin.ignore(plugin.api.pointee.PJRT_Buffer_Destroy(&arguments))
  }
}
