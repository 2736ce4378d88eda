/// A place where values live: a platform and the number of the device on it.
public struct DeviceID: Hashable, Sendable, CustomStringConvertible {
  public enum Platform: String, Sendable, CaseIterable { case cpu = "CPU", gpu = "GPU", tpu = "TPU" }

  private let number: Int32
  public let platform: Platform

  public var ordinal: Int { Int(number) }

  public init(_ platform: Platform, ordinal: Int = 0) {
    number = Int32(clamping: ordinal)
    self.platform = platform
  }

  public static let cpu = DeviceID(.cpu)
  public var description: String { "\(platform.rawValue):\(ordinal)" }
}
