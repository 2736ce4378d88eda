import Runtime
import Synchronization

/// The program and its libraries as they lie in memory, by which a backtrace finds its lines.
///
/// They are looked up once. The lookup reads how every mapping of a file in the process begins; one that another thread took away in the
/// meantime would end the process.
package enum LoadedImages {
  private static let known = Mutex<ImageMap?>(nil)

  static var map: ImageMap {
    known.withLock { known in
      let map = known ?? ImageMap.capture()
      known = map
      return map
    }
  }

  /// Runs `body`, which takes mappings of files away, while no lookup is under way.
  package static func withoutLookup(_ body: () -> Void) { known.withLock { _ in body() } }
}
