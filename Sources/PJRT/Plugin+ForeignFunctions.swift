import CPJRT

extension Plugin {
  /// Lets programs call a C function of the host by `stablehlo.custom_call @name … {api_version = 4 : i32}`.
  ///
  /// Register before the first program that calls it is compiled; a name stays registered for the life of the process.
  /// - Parameters:
  ///   - name: the name in the program's text.
  ///   - handler: a function `XLA_FFI_Error *(XLA_FFI_CallFrame *)` of XLA's typed foreign function interface. It must answer
  ///     the metadata call with the version that the call frame names, else the plugin drops the registration in silence.
  ///   - platform: "Host" for the CPU.
  /// - Throws: `CallProblem.noForeignFunctions` if the plugin has no such interface, `PJRTError` if it refuses.
  public func registerHandler(name: String, handler: UnsafeMutableRawPointer, platform: String = "Host") throws {
    guard !name.isEmpty, !name.utf8.contains(0) else { throw CallProblem.foreignFunctionName(name) }
    let entry = try foreignFunctionExtension()
    var arguments = PJRT_FFI_Register_Handler_Args_make()
    arguments.handler = handler
    arguments.target_name_size = name.utf8.count
    arguments.platform_name_size = platform.utf8.count
    try name.withCString { name in
      try platform.withCString { platform in
        arguments.target_name = name
        arguments.platform_name = platform
        try check(entry.pointee.register_handler(&arguments), "register a function of the host")
      }
    }
  }

  private func foreignFunctionExtension() throws(CallProblem) -> UnsafePointer<PJRT_FFI_Extension> {
    var next = api.pointee.extension_start
    while let link = next {
      if link.pointee.type == PJRT_Extension_Type_FFI {
        // A larger extension is a later interface, whose arguments have a field more in the middle.
        guard link.pointee.struct_size == MemoryLayout<PJRT_FFI_Extension>.size else {
          throw .noForeignFunctions(extensionSize: link.pointee.struct_size)
        }
        return UnsafeRawPointer(link).assumingMemoryBound(to: PJRT_FFI_Extension.self)
      }
      next = link.pointee.next
    }
    throw .noForeignFunctions(extensionSize: nil)
  }
}
