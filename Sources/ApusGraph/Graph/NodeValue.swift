import PJRT

/// The bits of a materialised node: on the host, on a device, or both. Shared by nodes that are the same value.
final class NodeValue: @unchecked Sendable {
  let type: TensorType
  // Guarded by `GraphLock`. Once set they stay, but for a device buffer that was donated.
  @exclusivity(unchecked) private(set) var host: HostArray?
  @exclusivity(unchecked) private(set) var buffer: Buffer?

  init(host: HostArray) {
    type = host.type
    self.host = host
  }

  init(_ type: TensorType, buffer: Buffer) {
    self.type = type
    self.buffer = buffer
  }

  /// Memory that belongs to the device alone can be given to a program as its output.
  var isDonatable: Bool { host == nil && buffer != nil }

  func setBuffer(_ buffer: Buffer) { GraphLock.held { self.buffer = buffer } }
}
