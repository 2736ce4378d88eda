import PJRT

extension Engine {
  /// Decides how a program runs and compiles it if it runs on the device.
  ///
  /// - Parameter candidates: for each of the first inputs whether it can give its memory to an output; `nil` if all can.
  func makeForm(
    of program: Program, constants: [UInt64], on device: DeviceID, _ reason: ExecutionReport.CompilationReason,
    donating candidates: [Bool]? = nil
  ) throws -> CachedProgram.Form {
    let promoted = reason == .changedConstants
    let program = promoted ? program.promotingConstants() : program
    let path = ExecutionPath(for: program)
    let bound = promoted ? nil : constants
    guard path == .device, let client = try? DeviceRuntime.shared.client() else {
      return CachedProgram.Form(program, constants: bound, .host(try HostProgram(program.expandingComposites())))
    }
    let donors = program.donors(among: candidates)
    let executable = try compile(program, donors: donors, on: device, reason, client)
    return CachedProgram.Form(program, constants: bound, .device(executable, donors: donors))
  }

  private func compile(
    _ program: Program, donors: [(input: Int, output: Int)], on device: DeviceID, _ reason: ExecutionReport.CompilationReason,
    _ client: Client
  ) throws -> Executable {
    let code = Array(try program.stableHLO(donors: donors).utf8)
    return try compile(
      code, program.signature, operationCount: program.instructions.count, on: device, reason, client)
  }

  /// Compiles a module, or takes it from the disk cache.
  ///
  /// - Parameter operationCount: for the report.
  func compile(
    _ code: [UInt8], _ signature: ExecutableSignature, operationCount: Int, on device: DeviceID,
    _ reason: ExecutionReport.CompilationReason, _ client: Client
  ) throws -> Executable {
    let options = CompileOptions(devices: device.ordinal == 0 ? nil : [device.ordinal], overrides: Self.overrides(client))
    let key = diskCache?.key(code: code, options: options, client: client)
    if let key, let known = diskCache?.load(key, client, signature) {
      count { $0.diskCacheHits += 1 }
      return known
    }
    let clock = ContinuousClock()
    let start = clock.now
    let executable = try client.compile(code, signature: signature, options: options) { stored in
      if let key { diskCache?.store(stored, key) }
    }
    let elapsed = start.duration(to: clock.now)
    count {
      $0.compilations.append(
        .init(reason: reason, operationCount: operationCount, seconds: elapsed / .seconds(1)))
    }
    return executable
  }

  /// With XNNPACK a product keeps a packed copy of a right operand that is an input, and packs it anew when the address is another one. A
  /// weight that was updated in place has the old address: from the second step on `[64…512, n] • [n, m]` with n and m of about 256 and
  /// more had the weights of the first.
  private static func overrides(_ client: Client) -> [String: CompileOptions.Override] {
    client.platformName == "cpu" ? ["xla_cpu_use_xnnpack": .bool(false)] : [:]
  }
}
