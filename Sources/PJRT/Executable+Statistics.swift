import CPJRT

/// The memory that one run of a program takes on each device, in bytes.
public struct MemoryStatistics: Hashable, Sendable {
  public let argumentBytes: Int
  public let outputBytes: Int
  /// Bytes of results that lie in the memory of donated arguments.
  public let aliasBytes: Int
  /// Bytes of intermediate values, allocated anew for each run.
  public let temporaryBytes: Int
  public let codeBytes: Int
  public let peakBytes: Int
}

/// The compiler's own estimate of a program's work.
public struct CostAnalysis: Hashable, Sendable {
  /// Every number that the plugin gives, by its own name.
  public let properties: [String: Double]
  /// Floating-point operations of one run.
  public var floatingPointOperations: Double? { properties["flops"] }
  /// Bytes read and written in one run.
  public var bytesAccessed: Double? { properties["bytes accessed"] }
}

extension Executable {
  public func memoryStatistics() throws -> MemoryStatistics {
    var arguments = PJRT_Executable_GetCompiledMemoryStats_Args_make()
    arguments.executable = handle
    try client.plugin.check(client.plugin.api.pointee.PJRT_Executable_GetCompiledMemoryStats(&arguments), "count a program's memory")
    return MemoryStatistics(
      argumentBytes: Int(arguments.argument_size_in_bytes), outputBytes: Int(arguments.output_size_in_bytes),
      aliasBytes: Int(arguments.alias_size_in_bytes), temporaryBytes: Int(arguments.temp_size_in_bytes),
      codeBytes: Int(arguments.generated_code_size_in_bytes), peakBytes: Int(arguments.peak_memory_in_bytes))
  }

  public func costAnalysis() throws -> CostAnalysis {
    var arguments = PJRT_Executable_GetCostAnalysis_Args_make()
    arguments.executable = handle
    try client.plugin.check(client.plugin.api.pointee.PJRT_Executable_GetCostAnalysis(&arguments), "estimate a program's cost")
    let properties = namedValues(arguments.properties, arguments.num_properties).compactMapValues { value -> Double? in
      switch value {
      case .float(let number): Double(number)
      case .integer(let number): Double(number)
      default: nil
      }
    }
    return CostAnalysis(properties: properties)
  }
}
