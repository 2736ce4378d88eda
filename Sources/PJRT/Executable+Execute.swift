import CPJRT

extension Executable {
  /// Runs the program on its one device, without waiting for the results.
  ///
  /// Arguments that the program marks as donated are deleted, and their memory holds the results.
  /// - Parameters:
  ///   - arguments: buffers of the signature's types, on the program's device.
  ///   - keeping: the places of arguments that must survive this call even if the program marks them as donated.
  /// - Throws: `CallProblem` if an argument is not what the program takes, `PJRTError` if the plugin refuses the call. An
  ///   error while the program runs shows when a result is read.
  public func execute(_ arguments: [Buffer], keeping: [Int] = []) throws -> [Buffer] {
    guard devices.count == 1 else { throw CallProblem.argumentLists(expected: devices.count, given: 1) }
    let device = devices[0]
    try check(arguments, keeping, device)
    let inputCount = arguments.count
    let outputCount = signature.outputs.count
    // One block on the stack for the handles of arguments and results: a call allocates only what it returns.
    return try withUnsafeTemporaryAllocation(of: OpaquePointer?.self, capacity: inputCount + outputCount + 1) { handles in
      for index in 0..<inputCount { handles.initializeElement(at: index, to: arguments[index].handle) }
      for index in inputCount...inputCount + outputCount { handles.initializeElement(at: index, to: nil) }
      let outputs = UnsafeMutableBufferPointer(rebasing: handles[inputCount...])
      try withUnsafePointer(to: UnsafePointer(handles.baseAddress)) { inputLists in
        try withUnsafePointer(to: outputs.baseAddress) { outputLists in
          try launch(inputLists, inputCount, outputLists, deviceCount: 1, keeping: keeping, arguments)
        }
      }
      return try take(outputs, device)
    }
  }

  /// Refuses arguments that the plugin would misread: it compares nothing but their number and byte sizes.
  @inline(__always)
  func check(_ arguments: [Buffer], _ keeping: [Int], _ device: Int) throws(CallProblem) {
    guard arguments.count == signature.inputs.count else {
      throw .argumentCount(expected: signature.inputs.count, given: arguments.count)
    }
    for index in arguments.indices {
      let argument = arguments[index]
      guard argument.client === client else { throw .argumentOfOtherClient(index: index) }
      guard argument.device == device else {
        throw .argumentOnOtherDevice(index: index, expected: device, given: argument.device)
      }
      guard argument.type == signature.inputs[index] else {
        throw .argumentType(index: index, expected: signature.inputs[index], given: argument.type)
      }
    }
    for index in keeping where !arguments.indices.contains(index) { throw .keptIndex(index, argumentCount: arguments.count) }
  }

  /// Calls the plugin. `arguments` are the buffers behind the input lists; they stay alive until the call is over.
  @inline(__always)
  func launch(
    _ inputLists: UnsafePointer<UnsafePointer<OpaquePointer?>?>, _ inputCount: Int,
    _ outputLists: UnsafePointer<UnsafeMutablePointer<OpaquePointer?>?>, deviceCount: Int, keeping: [Int], _ arguments: [Buffer]
  ) throws {
    if client.sharesHostMemory { awaitRunBefore() }
    FreedMemory.giveBackAfterGrowth()  // what the run before took is free by now, or the heap grows again
    var call = PJRT_LoadedExecutable_Execute_Args_make()
    call.executable = loaded
    call.argument_lists = inputLists
    call.num_args = inputCount
    call.output_lists = outputLists
    call.num_devices = deviceCount
    try withUnsafeTemporaryAllocation(of: OpaquePointer?.self, capacity: deviceCount) { completions in
      completions.initialize(repeating: nil)
      call.device_complete_events = completions.baseAddress
      try withKept(keeping, inputCount, arguments) { indices in
        var options = PJRT_ExecuteOptions_make()
        options.non_donatable_input_indices = indices.baseAddress
        options.num_non_donatable_input_indices = indices.count
        let failure = withUnsafeMutablePointer(to: &options) { options in
          call.options = options
          return withExtendedLifetime(arguments) { client.plugin.api.pointee.PJRT_LoadedExecutable_Execute(&call) }
        }
        if let failure { try explain(failure, arguments, inputCount) }
      }
      for completion in completions { follow(completion, arguments) }
    }
  }

  @inline(__always)
  private func awaitRunBefore() {
    var bytes = temporaryBytes.load(ordering: .relaxed)
    if bytes < 0 {
      bytes = (try? memoryStatistics().temporaryBytes) ?? 0
      temporaryBytes.store(bytes, ordering: .relaxed)
    }
    let run = runs.load(ordering: .relaxed)
    if run < FreedMemory.unsettledRuns {
      runs.store(run + 1, ordering: .relaxed)
      FreedMemory.settle(after: run, taking: bytes, inUseBefore: inUseBeforeRuns)
    } else {
      FreedMemory.awaitRelease(of: bytes, inUseBefore: inUseBeforeRuns)
    }
  }

  /// Keeps the arguments until the run is over: to destroy a buffer that was donated to a running program is to wait for the program.
  ///
  /// The first run of a program is waited for. What the plugin sets up in it is then torn down, when the process ends, after
  /// our handler has waited for the runs that were still going on.
  @inline(__always)
  private func follow(_ completion: OpaquePointer?, _ arguments: [Buffer]) {
    if hasRun.load(ordering: .relaxed) {
      RunningPrograms.begin()
      client.plugin.when(completion, "run a program") { _ in
        withExtendedLifetime(arguments) {}
        RunningPrograms.end()
      }
    } else {
      try? client.plugin.wait(for: completion, "run a program")  // an error shows when a result is read
      hasRun.store(true, ordering: .relaxed)
      RunningPrograms.waitAtExit()
    }
  }

  /// Says which argument is deleted, if that is why the plugin refused; asking each argument before each call would cost more.
  @inline(never)
  private func explain(_ failure: OpaquePointer, _ arguments: [Buffer], _ inputCount: Int) throws {
    let reported = client.plugin.take(failure, "execute")
    if let index = arguments.firstIndex(where: \.isDeleted) { throw CallProblem.argumentDeleted(index: index % max(inputCount, 1)) }
    throw reported
  }

  /// Owns the result handles that the plugin wrote.
  @inline(__always)
  func take(_ handles: UnsafeMutableBufferPointer<OpaquePointer?>, _ device: Int) throws -> [Buffer] {
    var missing: Int?
    let results = [Buffer](unsafeUninitializedCapacity: signature.outputs.count) { results, count in
      for index in signature.outputs.indices {
        guard let handle = handles[index] else {
          missing = index
          continue
        }
        let buffer = Buffer(owning: handle, type: signature.outputs[index], client: client, device: device)
        results.initializeElement(at: count, to: buffer)
        count += 1
      }
    }
    if let missing { throw CallProblem.missingOutput(index: missing) }
    return results
  }
}
