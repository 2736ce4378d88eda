import CPJRT

extension Buffer {
  /// Blocks until the content is computed.
  /// - Throws: `PJRTError` if the program that computes it failed, `CallProblem.bufferDeleted` if the buffer is deleted.
  public func awaitReady() throws {
    do {
      try client.plugin.wait(for: readyEvent(), "compute a result")
    } catch {
      try checkNotDeleted()
      throw error
    }
  }

  /// Whether the content is computed. True also if computing it failed.
  public var isReady: Bool {
    get throws {
      try checkNotDeleted()
      return try client.plugin.hasHappened(readyEvent())
    }
  }

  /// Calls `body` once when the content is computed, on a thread of the plugin, or at once if it is computed already.
  ///
  /// `body` gets the error if the program failed. It must not wait for another buffer: it may hold the thread that computes it.
  public func whenReady(_ body: @escaping @Sendable (PJRTError?) -> Void) throws {
    try checkNotDeleted()
    try client.plugin.when(readyEvent(), "compute a result", body)
  }

  private func readyEvent() throws -> OpaquePointer? {
    var arguments = PJRT_Buffer_ReadyEvent_Args_make()
    arguments.buffer = handle
    try client.plugin.check(client.plugin.api.pointee.PJRT_Buffer_ReadyEvent(&arguments), "wait for a buffer")
    return arguments.event
  }
}
