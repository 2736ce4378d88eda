import CPJRT

extension Client {
  /// Compiles a StableHLO module, given as text.
  ///
  /// ```swift
  /// let scalar = BufferType(.f32)
  /// let double = try client.compile(
  ///   """
  ///   func.func @main(%x: tensor<f32>) -> tensor<f32> {
  ///     %sum = stablehlo.add %x, %x : tensor<f32>
  ///     return %sum : tensor<f32>
  ///   }
  ///   """,
  ///   signature: ExecutableSignature(inputs: [scalar], outputs: [scalar]))
  /// ```
  /// - Parameter signature: the types of the module's `main` on one device.
  /// - Throws: `PJRTError` with line and column if the text is wrong, `CallProblem` if the results do not have the signature's
  ///   types or the options cannot be.
  public func compile(
    _ mlir: String, signature: ExecutableSignature, options: CompileOptions = .init()
  ) throws -> Executable {
    try compile(Array(mlir.utf8), signature: signature, options: options)
  }

  /// Compiles a StableHLO module, given as the bytes of a text, of MLIR bytecode, or of a portable artifact.
  public func compile(
    _ mlir: [UInt8], signature: ExecutableSignature, options: CompileOptions = .init()
  ) throws -> Executable {
    try options.validate(deviceCount: devices.count)
    for type in signature.inputs + signature.outputs { _ = try type.byteCount }
    var format = "mlir"
    var arguments = PJRT_Client_Compile_Args_make()
    arguments.client = handle
    try mlir.withUnsafeBytes { code in
      try format.withUTF8 { format in
        try translated(options).serialized().withUnsafeBytes { options in
          var program = PJRT_Program_make()
          program.code = UnsafeMutablePointer(mutating: characters(code))
          program.code_size = code.count
          program.format = characters(UnsafeRawBufferPointer(format))
          program.format_size = format.count
          arguments.compile_options = characters(options)
          arguments.compile_options_size = options.count
          try withUnsafePointer(to: program) { program in
            arguments.program = program
            try plugin.check(plugin.api.pointee.PJRT_Client_Compile(&arguments), "compile")
          }
        }
      }
    }
    FreedMemory.giveBackAfterGrowth()
    return try Executable(client: self, owning: arguments.executable, signature: signature)
  }

  /// Compiles a module as `compile(_:signature:options:)` does, and gives its stored form to `store`.
  ///
  /// On the CPU a large program is then loaded from that form in the place of the one that was compiled. What a program holds lies between
  /// what its compiler left, so that a process which has compiled a step of ResNet-56 has 19 thousand free blocks of 86 MB in all, and small
  /// objects that a step makes go from one to the next of them, which no cache holds: 2.0 ms on the host for a compiled step instead of
  /// 1.3. When everything is freed, the blocks are one again. Loading takes 242 ms for ResNet-56 and 6 for a small MLP.
  public func compile(
    _ mlir: [UInt8], signature: ExecutableSignature, options: CompileOptions, storing store: ([UInt8]) -> Void
  ) throws -> Executable {
    let stored: [UInt8]
    do {
      let executable = try compile(mlir, signature: signature, options: options)
      guard let form = try? executable.serialize() else { return executable }
      store(form)
      if !sharesHostMemory || form.count < Self.leastReloaded { return executable }
      stored = form
    }
    FreedMemory.giveBack()
    return try (try? load(stored, signature: signature)) ?? compile(mlir, signature: signature, options: options)
  }

  /// In bytes: a training step of LeNet has 115 thousand, one of ResNet-56 1.5 million.
  private static let leastReloaded = 1 << 16

  /// The options with the platform's numbers of the devices instead of their places.
  private func translated(_ options: CompileOptions) -> CompileOptions {
    var options = options
    options.devices = options.devices?.map { devices[$0].identifier }
    return options
  }

  /// Loads a program that `Executable.serialize()` gave, 20 to 50 times faster than compiling it.
  ///
  /// The content is machine code for one processor and one version of the plugin: keep it under a name that has both.
  /// - Throws: `CallProblem.damagedProgram` if a bit of it has changed, `CallProblem.otherProgram` if it has another signature,
  ///   `PJRTError` if the plugin cannot use it.
  public func load(_ stored: UnsafeRawBufferPointer, signature: ExecutableSignature) throws -> Executable {
    let content = try StoredProgram.open(stored, signature: signature)
    var arguments = PJRT_Executable_DeserializeAndLoad_Args_make()
    arguments.client = handle
    arguments.serialized_executable = characters(content)
    arguments.serialized_executable_size = content.count
    try plugin.check(plugin.api.pointee.PJRT_Executable_DeserializeAndLoad(&arguments), "load a program")
    return try Executable(client: self, owning: arguments.loaded_executable, signature: signature)
  }

  /// Loads a program that `Executable.serialize()` gave.
  public func load(_ stored: [UInt8], signature: ExecutableSignature) throws -> Executable {
    try stored.withUnsafeBytes { try load($0, signature: signature) }
  }
}

private func characters(_ bytes: UnsafeRawBufferPointer) -> UnsafePointer<CChar>? {
  bytes.baseAddress?.assumingMemoryBound(to: CChar.self)
}
