import CPJRT

extension Executable {
  /// Runs the program on its one device, without waiting for the results.
  ///
  /// Arguments that the program marks as donated are deleted, and their memory holds the results.
  /// - Parameters:
  ///   - arguments: buffers of the signature's types, on the program's device.
  ///   - keeping: the places of arguments that must survive this call even if the program marks them as donated.
  ///   - renewing: donated arguments that stand for one of the results afterwards, by the numbers of their places, in the order of the
  ///     results: the result is the same object, and a step that updates its state makes none. Each must be of its result's type, and
  ///     nobody but the caller may hold it.
  /// - Throws: `CallProblem` if an argument is not what the program takes, `PJRTError` if the plugin refuses the call. An
  ///   error while the program runs shows when a result is read.
  public func execute(
    _ arguments: [Buffer], keeping: [Int] = [], renewing: [(input: Int, output: Int)] = []
  ) throws -> [Buffer] {
    guard devices.count == 1 else { throw CallProblem.argumentLists(expected: devices.count, given: 1) }
    let device = devices[0]
    try check(arguments, keeping, device)
    try check(renewing, of: arguments)
    let inputCount = arguments.count
    let outputCount = signature.outputs.count
    // One block on the stack for the handles of arguments and results: a call allocates only what it returns.
    return try withUnsafeTemporaryAllocation(of: OpaquePointer?.self, capacity: inputCount + outputCount + 1) { handles in
      for index in 0..<inputCount { handles.initializeElement(at: index, to: arguments[index].handle) }
      for index in inputCount...inputCount + outputCount { handles.initializeElement(at: index, to: nil) }
      let outputs = UnsafeMutableBufferPointer(rebasing: handles[inputCount...])
      try withUnsafePointer(to: UnsafePointer(handles.baseAddress)) { inputLists in
        try withUnsafePointer(to: outputs.baseAddress) { outputLists in
          try launch(inputLists, inputCount, outputLists, deviceCount: 1, keeping: keeping, renewing: renewing, arguments)
        }
      }
      return try take(outputs, device, renewing, of: arguments)
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

  @inline(__always)
  private func check(_ renewing: [(input: Int, output: Int)], of arguments: [Buffer]) throws(CallProblem) {
    if renewing.isEmpty { return }
    var least = 0
    var isRenewed = [Bool](repeating: false, count: arguments.count)
    for (input, output) in renewing {
      guard arguments.indices.contains(input), !isRenewed[input], (least..<signature.outputs.count).contains(output),
        signature.inputs[input] == signature.outputs[output]
      else { throw .renewedIndex(input: input, output: output, signature) }
      isRenewed[input] = true
      least = output + 1
    }
  }

  /// Calls the plugin. `arguments` are the buffers behind the input lists; they stay alive until the call is over.
  @inline(__always)
  func launch(
    _ inputLists: UnsafePointer<UnsafePointer<OpaquePointer?>?>, _ inputCount: Int,
    _ outputLists: UnsafePointer<UnsafeMutablePointer<OpaquePointer?>?>, deviceCount: Int, keeping: [Int],
    renewing: [(input: Int, output: Int)] = [], _ arguments: [Buffer]
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
      let spent = SpentArguments(arguments, renewing, with: outputLists[0])
      for completion in completions { follow(completion, spent) }
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

  /// Keeps the arguments until the run is over.
  ///
  /// The first run of a program is waited for. What the plugin sets up in it is then torn down, when the process ends, after
  /// our handler has waited for the runs that were still going on.
  @inline(__always)
  private func follow(_ completion: OpaquePointer?, _ spent: SpentArguments) {
    if hasRun.load(ordering: .relaxed) {
      RunningPrograms.begin()
      client.plugin.when(completion, "run a program") { _ in
        withExtendedLifetime(spent) {}
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

  /// Owns the result handles that the plugin wrote; those of renewed arguments they own already.
  @inline(__always)
  func take(
    _ handles: UnsafeMutableBufferPointer<OpaquePointer?>, _ device: Int, _ renewing: [(input: Int, output: Int)] = [],
    of arguments: [Buffer] = []
  ) throws -> [Buffer] {
    var missing: Int?
    var renewed = RenewedPlaces(renewing)
    let results = [Buffer](unsafeUninitializedCapacity: signature.outputs.count) { results, count in
      for index in signature.outputs.indices {
        guard let handle = handles[index] else {
          missing = index
          continue
        }
        let buffer =
          renewed.input(of: index).map { arguments[$0] }
          ?? Buffer(owning: handle, type: signature.outputs[index], client: client, device: device)
        results.initializeElement(at: count, to: buffer)
        count += 1
      }
    }
    if let missing { throw CallProblem.missingOutput(index: missing) }
    return results
  }
}

/// What a run holds until it is over: to destroy a buffer that was donated to a running program is to wait for the program.
private final class SpentArguments: @unchecked Sendable {  // never changed
  private let client: Client?
  private let buffers: [Buffer]
  /// What renewed arguments stood for.
  private let handles: [OpaquePointer]

  /// Renews arguments with the results at `outputs`.
  init(_ arguments: [Buffer], _ renewing: [(input: Int, output: Int)], with outputs: UnsafeMutablePointer<OpaquePointer?>?) {
    client = arguments.first?.client
    if renewing.isEmpty {
      (buffers, handles) = (arguments, [])
      return
    }
    handles = renewing.compactMap { input, output in outputs?[output].map { arguments[input].renew(with: $0) } }
    var isRenewed = [Bool](repeating: false, count: arguments.count)
    for (input, _) in renewing { isRenewed[input] = true }
    // Who asks whether it holds a buffer alone must not find the run before.
    buffers = arguments.indices.filter { !isRenewed[$0] }.map { arguments[$0] }
  }

  deinit { for handle in handles { client?.destroy(buffer: handle) } }
}
