/// The memory that a run of a program takes, in bytes, known before it runs.
public struct ProgramMemory: Hashable, Sendable {
  /// What the program is given.
  public let argumentBytes: Int
  /// Results that do not lie in the memory of an argument that was given away.
  public let resultBytes: Int
  /// Values in between, taken for the run and given back after it.
  public let temporaryBytes: Int

  /// The most that lies in memory at once, arguments included.
  public var peakBytes: Int { argumentBytes + resultBytes + temporaryBytes }
}

extension CachedProgram.Form {
  /// - Parameter isDonatable: for each of the first inputs whether the program may take its memory.
  func memory(donating isDonatable: [Bool]) throws -> ProgramMemory {
    let arguments = program.inputs.reduce(0) { $0 + $1.byteCount }
    let results = outputTypes.reduce(0) { $0 + $1.byteCount }
    switch work {
    case .host(let program):
      return ProgramMemory(argumentBytes: arguments, resultBytes: results, temporaryBytes: program.temporaryByteCount)
    case .device(let executable, let donors):
      let given = donors.filter { isDonatable.indices.contains($0.input) && isDonatable[$0.input] }
      return ProgramMemory(
        argumentBytes: arguments, resultBytes: results - given.reduce(0) { $0 + program.inputs[$1.input].byteCount },
        temporaryBytes: try executable.memoryStatistics().temporaryBytes)
    }
  }
}
