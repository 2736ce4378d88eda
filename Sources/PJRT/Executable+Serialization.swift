import CPJRT

extension Executable {
  /// The compiled program as bytes for `Client.load(_:signature:)`, in this process or another one on the same kind of machine.
  public func serialize() throws -> [UInt8] {
    var arguments = PJRT_Executable_Serialize_Args_make()
    arguments.executable = handle
    try client.plugin.check(client.plugin.api.pointee.PJRT_Executable_Serialize(&arguments), "serialize a program")
    defer { arguments.serialized_executable_deleter?(arguments.serialized_executable) }
    let content = UnsafeRawBufferPointer(start: arguments.serialized_bytes, count: arguments.serialized_bytes_size)
    return StoredProgram.seal(content, signature: signature)
  }

  /// The program after XLA's passes, as the bytes of an `HloModuleProtoWithConfig`: to see what a text became.
  public func optimizedProgram() throws -> [UInt8] {
    var bytes = try [UInt8](repeating: 0, count: optimizedProgram(into: nil))
    _ = try bytes.withUnsafeMutableBytes { try optimizedProgram(into: $0) }
    return bytes
  }

  private func optimizedProgram(into memory: UnsafeMutableRawBufferPointer?) throws -> Int {
    var program = PJRT_Program_make()
    program.code = memory?.baseAddress?.assumingMemoryBound(to: CChar.self)
    program.code_size = memory?.count ?? 0
    var arguments = PJRT_Executable_OptimizedProgram_Args_make()
    arguments.executable = handle
    return try withUnsafeMutablePointer(to: &program) { program in
      arguments.program = program
      try client.plugin.check(client.plugin.api.pointee.PJRT_Executable_OptimizedProgram(&arguments), "describe a program")
      return program.pointee.code_size
    }
  }
}
