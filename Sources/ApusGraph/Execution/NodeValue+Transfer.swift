import PJRT

extension NodeValue {
  /// The value in host memory. On a CPU device this is the device's own memory, without a copy; it waits until the value is there.
  func hostArray() throws -> HostArray {
    if let host = GraphLock.held({ host }) { return host }
    guard let buffer = GraphLock.held({ buffer }) else { throw Mistake.memoryGivenAway }
    return try HostArray(type: type, buffer: buffer)
  }

  /// The value in device memory; host arrays are shared with the device where it can use host memory.
  func deviceBuffer(_ client: Client, _ device: Int, _ engine: Engine) throws -> Buffer {
    if let buffer = GraphLock.held({ self.buffer }) { return buffer }
    guard let host = GraphLock.held({ host }) else { throw Mistake.memoryGivenAway }
    let buffer: Buffer
    if let storage = host.storage, storage.byteCount == type.byteCount, type.byteCount > 0 {
      buffer = try client.buffer(sharing: storage, type: type.pjrt, device: device)
    } else {
      buffer = try client.buffer(copying: host.pointer, type: type.pjrt, device: device)
    }
    engine.count { $0.bytesToDevice += type.byteCount }
    setBuffer(buffer)
    return buffer
  }
}

extension Mistake {
  static let memoryGivenAway: any Error = Mistake.stateLost("its memory was given to a later step")
}

extension HostArray {
  /// The memory of a device buffer, seen from the host, once it is ready.
  init(type: TensorType, buffer: Buffer) throws {
    let view = try buffer.hostView()
    guard let pointer = view.pointer else {
      try self.init(uninitialized: type)  // no elements
      return
    }
    self.init(type: type, pointer: pointer, owner: view)
  }
}
