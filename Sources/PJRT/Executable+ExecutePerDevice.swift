import CPJRT

extension Executable {
  /// Runs the program on all its devices at once.
  /// - Parameters:
  ///   - arguments: for each device of `devices`, in that order, the buffers that lie on it.
  ///   - keeping: the places of arguments that must survive this call on every device.
  /// - Returns: the results of each device, in the same order.
  /// - Throws: as `execute(_:keeping:)`.
  public func execute(perDevice arguments: [[Buffer]], keeping: [Int] = []) throws -> [[Buffer]] {
    guard arguments.count == devices.count else {
      throw CallProblem.argumentLists(expected: devices.count, given: arguments.count)
    }
    for (list, device) in zip(arguments, devices) { try check(list, keeping, device) }
    let inputCount = signature.inputs.count
    let outputCount = signature.outputs.count
    let flat = arguments.flatMap(\.self)
    var inputs: [OpaquePointer?] = flat.map(\.handle) + [nil]
    var outputs = [OpaquePointer?](repeating: nil, count: devices.count * outputCount + 1)
    return try inputs.withUnsafeMutableBufferPointer { inputs in
      try outputs.withUnsafeMutableBufferPointer { outputs in
        let inputLists = devices.indices.map { UnsafePointer(inputs.baseAddress?.advanced(by: $0 * inputCount)) }
        let outputLists = devices.indices.map { outputs.baseAddress?.advanced(by: $0 * outputCount) }
        try inputLists.withUnsafeBufferPointer { inputLists in
          try outputLists.withUnsafeBufferPointer { outputLists in
            // The lists are not empty: a program has at least one device.
            guard let inputStart = inputLists.baseAddress, let outputStart = outputLists.baseAddress else { return }
            try launch(inputStart, inputCount, outputStart, deviceCount: devices.count, keeping: keeping, flat)
          }
        }
        return try devices.indices.map { index in
          try take(UnsafeMutableBufferPointer(rebasing: outputs[(index * outputCount)...]), devices[index])
        }
      }
    }
  }
}
