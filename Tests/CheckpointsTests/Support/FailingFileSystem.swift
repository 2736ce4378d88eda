import Checkpoints
import Foundation
import Synchronization

/// The system's calls, of which one fails: a write after half of its bytes, as on a disk that is full.
final class FailingFileSystem: Sendable {
  private let failingCall: Int
  private let count = Mutex(0)

  /// - Parameter call: which call fails, from 0.
  init(atCall call: Int) { failingCall = call }

  /// Whether there were as many calls.
  var hasFailed: Bool { count.withLock { $0 > failingCall } }

  private func isFailing() -> Bool {
    count.withLock { count in
      defer { count += 1 }
      return count == failingCall
    }
  }

  private func check() throws(FileSystem.Failure) { if isFailing() { throw FileSystem.Failure(code: ENOSPC) } }

  var fileSystem: FileSystem {
    var system = FileSystem.system
    let real = FileSystem.system
    system.create = { path throws(FileSystem.Failure) in
      try self.check()
      return try real.create(path)
    }
    system.write = { descriptor, bytes, offset throws(FileSystem.Failure) in
      if self.isFailing() {
        if bytes.count > 1 { _ = try real.write(descriptor, UnsafeRawBufferPointer(rebasing: bytes.prefix(bytes.count / 2)), offset) }
        throw FileSystem.Failure(code: ENOSPC)
      }
      return try real.write(descriptor, bytes, offset)
    }
    system.synchronize = { descriptor throws(FileSystem.Failure) in
      try self.check()
      try real.synchronize(descriptor)
    }
    system.rename = { path, target throws(FileSystem.Failure) in
      try self.check()
      try real.rename(path, target)
    }
    system.synchronizeFolder = { path throws(FileSystem.Failure) in
      try self.check()
      try real.synchronizeFolder(path)
    }
    system.remove = { path throws(FileSystem.Failure) in
      try self.check()
      try real.remove(path)
    }
    return system
  }
}
