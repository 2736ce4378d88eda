import Foundation
import Synchronization

/// Ctrl-C (SIGINT) and SIGTERM as a request to end a run in good order. A second one ends the program at once, as without this.
package enum Interrupt {
  /// The number of the signal that came; 0 for none.
  private static let received = Atomic<Int32>(0)

  /// The signal that asked for the end.
  package static var signal: Int32? {
    let number = received.load(ordering: .relaxed)
    return number == 0 ? nil : number
  }

  /// Takes the signals from now on; what was asked for before is forgotten.
  package static func listen() {
    received.store(0, ordering: .relaxed)  // initialised here, because a signal handler must not
    // A program that was started from a thread that blocks the signals would never get them.
    var signals = sigset_t()
    sigemptyset(&signals)
    for number in numbers { sigaddset(&signals, number) }
    pthread_sigmask(SIG_UNBLOCK, &signals, nil)
    for number in numbers {
      Foundation.signal(number) { number in
        Interrupt.received.store(number, ordering: .relaxed)
        Foundation.signal(SIGINT, SIG_DFL)
        Foundation.signal(SIGTERM, SIG_DFL)
      }
    }
  }

  /// Leaves the signals to the system again.
  package static func stopListening() { for number in numbers { Foundation.signal(number, SIG_DFL) } }

  private static let numbers = [SIGINT, SIGTERM]
}
