import FoundationEssentials
import PJRT
import Synchronization

/// The plugin and its client, opened at the first use and shared by all engines of the process.
public final class DeviceRuntime: Sendable {
  public static let shared = DeviceRuntime()

  /// Settings that take effect if made before the first use.
  public struct Configuration: Sendable {
    public var deviceCount = 1
    /// Threads of the device's pool; all processors if `nil`.
    public var threadCount: Int?
  }

  private enum State: Sendable {
    case unopened(Configuration)
    case open(Client, Configuration)
    case missing(any Error)
  }

  private let state = Mutex(State.unopened(Configuration()))

  /// - Returns: `false` if the plugin is open already and the configuration stays as it is.
  @discardableResult
  public func configure(_ change: (inout Configuration) -> Void) -> Bool {
    state.withLock { state in
      guard case .unopened(var configuration) = state else { return false }
      change(&configuration)
      state = .unopened(configuration)
      return true
    }
  }

  /// How many threads run programs: those of the device's pool, or of the processor.
  package var threadCount: Int {
    let chosen = state.withLock { state -> Int? in
      switch state {
      case .unopened(let configuration), .open(_, let configuration): configuration.threadCount
      case .missing: nil
      }
    }
    return chosen ?? ProcessInfo.processInfo.activeProcessorCount
  }

  /// Whether programs run in the memory of the process: on the processor, as long as nothing else is open.
  package var usesHostMemory: Bool {
    state.withLock { state in
      if case .open(let client, _) = state { client.sharesHostMemory } else { true }
    }
  }

  /// The client, or why there is none.
  public func client() throws -> Client {
    try state.withLock { state in
      switch state {
      case .open(let client, _): return client
      case .missing(let error): throw error
      case .unopened(let configuration):
        do {
          let location = try Plugin.locate()
          let client = try Client(
            plugin: Plugin(path: location.path), deviceCount: configuration.deviceCount, threadCount: configuration.threadCount,
            codeGeneration: LoopUnrolling.arguments(for: location.path))
          state = .open(client, configuration)
          return client
        } catch {
          state = .missing(error)
          Self.tellThatEverythingRunsOnTheHost(error)
          throw error
        }
      }
    }
  }

  private static func tellThatEverythingRunsOnTheHost(_ error: any Error) {
    if case PluginProblem.notFound = error {
      Console.note("Apus: no XLA plugin, everything runs slowly; install it: swift package apus-install-plugin")
    } else {
      Console.note("Apus: everything runs slowly: \("\(error)".split(separator: "\n").first ?? "")")
    }
  }
}
