import Glibc

/// A computation that is under way: other threads that want its values wait for it.
final class Ticket: @unchecked Sendable {
  /// Thrown by a walk that met a node which somebody else is computing.
  struct Wait: Error { let ticket: Ticket }

  private var semaphore = sem_t()

  init() { sem_init(&semaphore, 0, 0) }
  deinit { sem_destroy(&semaphore) }

  func finish() { sem_post(&semaphore) }

  func wait() {
    while sem_wait(&semaphore) != 0 {}  // interrupted by a signal
    sem_post(&semaphore)  // and let the next one through
  }
}
