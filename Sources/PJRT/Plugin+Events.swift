import CPJRT

// An event is a promise of the plugin. It is used up by exactly one of these functions.
extension Plugin {
  /// Blocks until the event happens, then throws what went wrong, if anything did.
  func wait(for event: OpaquePointer?, _ operation: StaticString) throws(PJRTError) {
    guard let event else { return }
    defer { destroy(event: event) }
    var arguments = PJRT_Event_Await_Args_make()
    arguments.event = event
    try check(api.pointee.PJRT_Event_Await(&arguments), operation)
  }

  /// Whether the event has happened.
  func hasHappened(_ event: OpaquePointer?) -> Bool {
    guard let event else { return true }
    defer { destroy(event: event) }
    var arguments = PJRT_Event_IsReady_Args_make()
    arguments.event = event
    return ignore(api.pointee.PJRT_Event_IsReady(&arguments)) && arguments.is_ready
  }

  /// Calls `body` once when the event happens, on a thread of the plugin, or at once on this one if it has happened.
  func when(_ event: OpaquePointer?, _ operation: StaticString, _ body: @escaping @Sendable (PJRTError?) -> Void) {
    guard let event else { return body(nil) }
    // The plugin keeps the promise itself alive; the event is only a handle to it.
    defer { destroy(event: event) }
    let waiter = Unmanaged.passRetained(Waiter(plugin: self, operation: operation, body: body))
    var arguments = PJRT_Event_OnReady_Args_make()
    arguments.event = event
    arguments.user_arg = waiter.toOpaque()
    arguments.callback = { error, waiter in
      guard let waiter else { return }
      cpjrt_enter_callback()
      defer { cpjrt_leave_callback() }
      Unmanaged<Waiter>.fromOpaque(waiter).takeRetainedValue().finish(error)
    }
    if let error = api.pointee.PJRT_Event_OnReady(&arguments) { waiter.takeRetainedValue().finish(error) }
  }

  func destroy(event: OpaquePointer) {
    var arguments = PJRT_Event_Destroy_Args_make()
    arguments.event = event
    ignore(api.pointee.PJRT_Event_Destroy(&arguments))
  }
}

private final class Waiter {
  let plugin: Plugin
  let operation: StaticString
  let body: @Sendable (PJRTError?) -> Void

  init(plugin: Plugin, operation: StaticString, body: @escaping @Sendable (PJRTError?) -> Void) {
    self.plugin = plugin
    self.operation = operation
    self.body = body
  }

  func finish(_ error: OpaquePointer?) { body(error.map { plugin.take($0, operation) }) }
}
