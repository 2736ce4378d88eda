import PJRT

/// The version of Apus.
package let apusVersion = "0.1"

/// What computes in this process: where all of it is the same, the same program on the same values gives the same bits.
package struct RuntimeIdentity: Sendable {
  /// The SHA-256 of the file of this program; `nil` where it cannot be read.
  package let executable: String?
  /// The SHA-256 of the plugin's file; `nil` where everything runs on the host.
  package let plugin: String?
  /// As `XLA:CPU`.
  package let platform: String
  /// What computes convolutions and products of matrices, as `oneDNN 2.6.3`; XLA by itself without it.
  package let convolutions: String
  package let processor: String
  package let threadCount: Int

  /// Made once, because a file of 260 MB may have to be read.
  package static let current = RuntimeIdentity()

  private init() {
    let client = try? DeviceRuntime.shared.client()
    executable = ContentDigest.ofFile("/proc/self/exe") ?? CommandLine.arguments.first.flatMap(ContentDigest.ofFile)
    plugin = client.map { PluginFile.shared.hash(of: $0.plugin.path) }
    platform = client.map { "XLA:" + $0.platformName.uppercased() } ?? "host"
    convolutions = client == nil ? "host" : OneDNN.shared.map { "oneDNN \($0.version)" } ?? "XLA"
    processor = ProcessorFeatures.modelName
    threadCount = DeviceRuntime.shared.threadCount
  }
}
