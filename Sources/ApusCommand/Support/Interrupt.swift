import Foundation
import Synchronization

/// Ctrl-C as a request: the step that runs is finished and the model saved. A second one ends the program at once.
enum Interrupt {
  private static let wanted = Atomic(false)

  static var isWanted: Bool { wanted.load(ordering: .relaxed) }

  static func listen() {
    _ = isWanted  // initialised here, because a signal handler must not
    // A program that was started from a thread that blocks the signal would never get it.
    var signals = sigset_t()
    sigemptyset(&signals)
    sigaddset(&signals, SIGINT)
    pthread_sigmask(SIG_UNBLOCK, &signals, nil)
    signal(SIGINT) { _ in
      Interrupt.wanted.store(true, ordering: .relaxed)
      signal(SIGINT, SIG_DFL)
    }
  }
}
