import CPJRT

/// One device of a client. It is a name, not a resource: the client owns the device.
public struct ClientDevice: @unchecked Sendable {  // The handle is constant and lives as long as the client.
  /// The place in `Client.devices`, which is how devices are named in this module.
  public let index: Int
  /// The platform's own number of the device, unique over all processes.
  public let identifier: Int
  /// The kind of device in the plugin's words, for example "cpu".
  public let kind: String
  /// The device in the plugin's words, for example "CpuDevice(id=0)".
  public let name: String
  let handle: OpaquePointer

  init(plugin: Plugin, handle: OpaquePointer, index: Int) {
    self.index = index
    self.handle = handle
    var description = PJRT_Device_GetDescription_Args_make()
    description.device = handle
    plugin.ignore(plugin.api.pointee.PJRT_Device_GetDescription(&description))
    var identifier = PJRT_DeviceDescription_Id_Args_make()
    identifier.device_description = description.device_description
    plugin.ignore(plugin.api.pointee.PJRT_DeviceDescription_Id(&identifier))
    self.identifier = Int(identifier.id)
    var kind = PJRT_DeviceDescription_Kind_Args_make()
    kind.device_description = description.device_description
    plugin.ignore(plugin.api.pointee.PJRT_DeviceDescription_Kind(&kind))
    self.kind = string(kind.device_kind, kind.device_kind_size)
    var name = PJRT_DeviceDescription_ToString_Args_make()
    name.device_description = description.device_description
    plugin.ignore(plugin.api.pointee.PJRT_DeviceDescription_ToString(&name))
    self.name = string(name.to_string, name.to_string_size)
  }
}

extension Client {
  /// The device with that place in `devices`.
  func device(_ index: Int) throws(CallProblem) -> ClientDevice {
    guard devices.indices.contains(index) else { throw .noSuchDevice(index, deviceCount: devices.count) }
    return devices[index]
  }

  /// The memory in use on a device and the most it can give, in bytes, where the platform counts it (the CPU does not).
  public func memoryUse(ofDevice index: Int = 0) throws -> (bytesInUse: Int, bytesLimit: Int?) {
    var arguments = PJRT_Device_MemoryStats_Args_make()
    arguments.device = try device(index).handle
    try plugin.check(plugin.api.pointee.PJRT_Device_MemoryStats(&arguments), "count a device's memory")
    return (Int(arguments.bytes_in_use), arguments.bytes_limit_is_set ? Int(arguments.bytes_limit) : nil)
  }
}
