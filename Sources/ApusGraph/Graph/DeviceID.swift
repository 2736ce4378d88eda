/// A place where values live: a platform and the number of the device on it.
public struct DeviceID: Hashable, Sendable, CustomStringConvertible {
  public enum Platform: String, Sendable, CaseIterable { case cpu = "CPU", gpu = "GPU", tpu = "TPU" }

  public let platform: Platform
  public let ordinal: Int

  public init(_ platform: Platform, ordinal: Int = 0) {
    self.platform = platform
    self.ordinal = ordinal
  }

  public static let cpu = DeviceID(.cpu)
  public var description: String { "\(platform.rawValue):\(ordinal)" }
}
