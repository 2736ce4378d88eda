import CPJRT

extension Buffer {
  /// Waits for the content and calls `body` with its bytes, dense, last axis fastest; valid only during the call.
  ///
  /// On the CPU the bytes are the device's memory itself (0.2 µs for a scalar, against 15 µs for a copy by the plugin), and
  /// the buffer cannot be donated meanwhile.
  /// - Throws: `CallProblem.bufferDeleted`, `PJRTError` if the program that computes the content failed, or what `body` throws.
  public func withUnsafeBytes<Result>(_ body: (UnsafeRawBufferPointer) throws -> Result) throws -> Result {
    let byteCount = try type.byteCount
    guard client.sharesHostMemory, byteCount > 0 else {
      let storage = try AlignedStorage(byteCount: byteCount)
      try copyBytes(into: storage.bytes)
      return try withExtendedLifetime(storage) { try body(UnsafeRawBufferPointer(storage.bytes)) }
    }
    try awaitReady()
    try acquire()
    defer { release() }
    return try body(UnsafeRawBufferPointer(start: deviceMemory(), count: byteCount))
  }

  /// Where the content lies in memory that the host can read too.
  fileprivate func deviceMemory() throws -> UnsafeMutableRawPointer? {
    var arguments = PJRT_Buffer_UnsafePointer_Args_make()
    arguments.buffer = handle
    try client.plugin.check(client.plugin.api.pointee.PJRT_Buffer_UnsafePointer(&arguments), "read a buffer")
    return UnsafeMutableRawPointer(bitPattern: arguments.buffer_pointer)
  }

  /// Waits for the content and gives it as host memory that stays as it is while the view lives.
  ///
  /// On the CPU this is the device's memory itself. A program that the buffer is donated to meanwhile works on a copy.
  /// - Throws: as `withUnsafeBytes`.
  public func hostView() throws -> HostView {
    guard client.sharesHostMemory, try type.byteCount > 0 else {
      let storage = try AlignedStorage(byteCount: type.byteCount)
      try copyBytes(into: storage.bytes)
      return HostView(storage)
    }
    return try HostView(self)
  }

  /// Waits for the content and copies its bytes to the front of `destination`.
  /// - Throws: `CallProblem.byteCount` if `destination` is too small, and as `withUnsafeBytes`.
  public func copyBytes(into destination: UnsafeMutableRawBufferPointer) throws {
    let byteCount = try type.byteCount
    guard destination.count >= byteCount else {
      throw CallProblem.byteCount(type, needed: byteCount, given: destination.count)
    }
    guard byteCount > 0 else { return try awaitReady() }
    if client.sharesHostMemory {
      return try withUnsafeBytes { destination.copyMemory(from: $0) }
    }
    var arguments = PJRT_Buffer_ToHostBuffer_Args_make()
    arguments.src = handle
    arguments.dst = destination.baseAddress
    arguments.dst_size = byteCount
    try checkNotDeleted()
    try client.plugin.check(client.plugin.api.pointee.PJRT_Buffer_ToHostBuffer(&arguments), "read a buffer")
    try client.plugin.wait(for: arguments.event, "read a buffer")
  }

  /// Keeps the memory from being donated until `release()`.
  func acquire() throws {
    try holders.withLock { holders in
      if holders == 0 { try acquireFirst() }
      holders += 1
    }
  }

  /// Ends one `acquire()`.
  func release() {
    holders.withLock { holders in
      holders -= 1
      if holders > 0 { return }
      var arguments = PJRT_Buffer_DecreaseExternalReferenceCount_Args_make()
      arguments.buffer = handle
      client.plugin.ignore(client.plugin.api.pointee.PJRT_Buffer_DecreaseExternalReferenceCount(&arguments))
    }
  }

  private func acquireFirst() throws {
    var arguments = PJRT_Buffer_IncreaseExternalReferenceCount_Args_make()
    arguments.buffer = handle
    if let error = client.plugin.api.pointee.PJRT_Buffer_IncreaseExternalReferenceCount(&arguments) {
      let reported = client.plugin.take(error, "read a buffer")
      try checkNotDeleted()
      throw reported
    }
  }
}

/// The content of a buffer in host memory. Nobody writes to it while the view lives.
public final class HostView: @unchecked Sendable {  // All fields are constant.
  /// `nil` for a buffer without bytes on a device that gives it no memory.
  public let pointer: UnsafeMutableRawPointer?
  private let storage: AlignedStorage?
  private let buffer: Buffer?

  fileprivate init(_ storage: AlignedStorage) {
    pointer = storage.pointer
    self.storage = storage
    buffer = nil
  }

  fileprivate init(_ buffer: Buffer) throws {
    try buffer.awaitReady()
    try buffer.acquire()
    do {
      pointer = try buffer.deviceMemory()
    } catch {
      buffer.release()
      throw error
    }
    storage = nil
    self.buffer = buffer
  }

  deinit { buffer?.release() }
}
