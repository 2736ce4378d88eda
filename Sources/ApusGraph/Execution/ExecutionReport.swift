/// What the engine did: compilations and why, executions, reads by the host, bytes moved. Nothing of this happens silently.
public struct ExecutionReport: Sendable, CustomStringConvertible {
  public enum CompilationReason: String, Sendable, CustomStringConvertible {
    case firstUse = "structure seen for the first time"
    case changedConstants = "same structure, other constants: they are inputs from now on"
    public var description: String { rawValue }
  }

  public struct Compilation: Sendable {
    public let reason: CompilationReason
    public let operationCount: Int
    public let seconds: Double
  }

  /// Programs that XLA compiled.
  public internal(set) var compilations: [Compilation] = []
  /// Programs that came from the disk cache instead of the compiler.
  public internal(set) var diskCacheHits = 0
  /// Executions whose program was in memory.
  public internal(set) var cacheHits = 0
  public internal(set) var deviceExecutions = 0
  /// Graphs so small that the host computed them.
  public internal(set) var hostExecutions = 0
  /// How often the host read a value, and so waited for the device.
  public internal(set) var hostReads = 0
  public internal(set) var bytesToDevice = 0
  public internal(set) var bytesToHost = 0
  public internal(set) var donatedBuffers = 0
  /// How many of the donated ones stand for the new value afterwards, because nobody else held them.
  public internal(set) var renewedBuffers = 0
  public internal(set) var traces = 0
  /// How long threads of the host were occupied with launching programs on the device and with waiting for values.
  public internal(set) var deviceSeconds = 0.0

  public init() {}

  public var compilationSeconds: Double { compilations.reduce(0) { $0 + $1.seconds } }

  public var description: String {
    """
    compilations \(compilations.count) (\(milliseconds(compilationSeconds)) ms), from disk \(diskCacheHits), from memory \(cacheHits)
    executions   \(deviceExecutions) on the device, \(hostExecutions) on the host, \(donatedBuffers) buffers donated
    host reads   \(hostReads), \(bytesToHost) bytes; to the device \(bytesToDevice) bytes
    """
      + compilations.map { "\n  \($0.operationCount) operations in \(milliseconds($0.seconds)) ms: \($0.reason)" }.joined()
  }

  private func milliseconds(_ seconds: Double) -> Int { Int((seconds * 1000).rounded()) }

  /// What happened between `earlier` and this report.
  public func since(_ earlier: ExecutionReport) -> ExecutionReport {
    var difference = self
    difference.compilations.removeFirst(earlier.compilations.count)
    difference.diskCacheHits -= earlier.diskCacheHits
    difference.cacheHits -= earlier.cacheHits
    difference.deviceExecutions -= earlier.deviceExecutions
    difference.hostExecutions -= earlier.hostExecutions
    difference.hostReads -= earlier.hostReads
    difference.bytesToDevice -= earlier.bytesToDevice
    difference.bytesToHost -= earlier.bytesToHost
    difference.donatedBuffers -= earlier.donatedBuffers
    difference.renewedBuffers -= earlier.renewedBuffers
    difference.traces -= earlier.traces
    difference.deviceSeconds -= earlier.deviceSeconds
    return difference
  }
}
