import Apus
import Testing

/// StableHLO of others runs nowhere but in the plugin.
enum XLAPlugin {
  static let isInstalled = (try? DeviceRuntime.shared.client()) != nil
  static let needed: Comment = "needs the XLA plugin: Scripts/install-plugin"
}

/// Whether two tensors are equal within 1e-6.
func expectEqual(_ a: Tensor<Float>, _ b: Tensor<Float>, sourceLocation: Testing.SourceLocation = #_sourceLocation) throws {
  #expect(a.shape == b.shape, sourceLocation: sourceLocation)
  let difference = try zip(a.readScalars(), b.readScalars()).map { ($0 - $1).magnitude }.max() ?? 0
  #expect(difference <= 1e-6, sourceLocation: sourceLocation)
}
