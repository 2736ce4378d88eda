import Apus

/// What computes, in a few words: `XLA:CPU, 2 threads`.
func platformText() -> String {
  guard let client = try? DeviceRuntime.shared.client() else { return "no XLA plugin, on the host" }
  let threads = DeviceRuntime.shared.threadCount
  return "XLA:\(client.platformName.uppercased()), \(threads) \(threads == 1 ? "thread" : "threads")"
}
