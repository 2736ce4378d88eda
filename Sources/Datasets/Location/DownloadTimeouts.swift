/// How long a download may take.
public struct DownloadTimeouts: Sendable, Equatable {
  /// Seconds without a single byte after which a server counts as dead.
  public var stall: Double
  /// Seconds for one whole file.
  public var total: Double

  /// Half a minute of silence, half an hour a file: 170 MB at 100 KB/s.
  public init(stall: Double = 30, total: Double = 1_800) {
    self.stall = stall
    self.total = total
  }
}
