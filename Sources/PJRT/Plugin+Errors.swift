import CPJRT

extension Plugin {
  /// Throws the error that a call answered, if it answered one.
  @inline(__always)
  func check(_ error: OpaquePointer?, _ operation: StaticString) throws(PJRTError) {
    if let error { throw take(error, operation) }
  }

  /// Drops the error that a call answered, for calls whose failure leaves nothing to do. True if there was none.
  @discardableResult @inline(__always)
  func ignore(_ error: OpaquePointer?) -> Bool {
    guard let error else { return true }
    destroy(error)
    return false
  }

  /// Turns the plugin's error object into a value and destroys it.
  @inline(never)
  func take(_ error: OpaquePointer, _ operation: StaticString) -> PJRTError {
    defer { destroy(error) }
    var message = PJRT_Error_Message_Args_make()
    message.error = error
    api.pointee.PJRT_Error_Message(&message)
    var code = PJRT_Error_GetCode_Args_make()
    code.error = error
    ignore(api.pointee.PJRT_Error_GetCode(&code))
    return PJRTError(
      code: .init(rawValue: Int32(bitPattern: code.code.rawValue)) ?? .unknown,
      message: string(message.message, message.message_size), operation: operation.description)
  }

  private func destroy(_ error: OpaquePointer) {
    var arguments = PJRT_Error_Destroy_Args_make()
    arguments.error = error
    api.pointee.PJRT_Error_Destroy(&arguments)
  }
}

/// A text that the plugin gives as an address and a length.
func string(_ start: UnsafePointer<CChar>?, _ count: Int) -> String {
  guard let start else { return "" }
  return String(decoding: UnsafeRawBufferPointer(start: start, count: count), as: UTF8.self)
}
