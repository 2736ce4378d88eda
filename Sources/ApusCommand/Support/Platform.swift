import Apus
import Foundation

/// What computes, in a few words: `XLA:CPU, 2 threads`.
func platformText() -> String {
  guard let client = try? DeviceRuntime.shared.client() else { return "no XLA plugin, on the host" }
  let threads = ProcessInfo.processInfo.activeProcessorCount
  return "XLA:\(client.platformName.uppercased()), \(threads) \(threads == 1 ? "thread" : "threads")"
}
