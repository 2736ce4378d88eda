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

  /// Where the elements lie, if they are in memory of the host's own.
  var hostPointer: UnsafeMutableRawPointer? { host?.pointer }

  /// Memory that belongs to the device alone can be given to a program as its output.
  var isDonatable: Bool { host == nil && buffer != nil }

  /// Whether there are one reference to this value and one to its buffer. Whoever asks knows the node that has the one.
  static func isHeldOnce(_ value: inout NodeValue?) -> Bool { isKnownUniquelyReferenced(&value) && value?.holdsBufferAlone ?? false }

  private var holdsBufferAlone: Bool { isKnownUniquelyReferenced(&buffer) }

  func setBuffer(_ buffer: Buffer) { GraphLock.held { self.buffer = buffer } }
}
