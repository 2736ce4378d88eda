import Checkpoints
import Foundation
import Synchronization

/// The system's calls, of which some fail.
final class FailingDisk: Sendable {
  private let code: Int32
  private let isFailing: @Sendable (_ call: Int) -> Bool
  private let count = Mutex(0)
  private let lastFailure = Mutex<String?>(nil)

  /// - Parameters:
  ///   - code: the system's error number.
  ///   - isFailing: which calls fail, counted from 0.
  init(code: Int32 = ENOSPC, _ isFailing: @escaping @Sendable (_ call: Int) -> Bool) { (self.code, self.isFailing) = (code, isFailing) }

  /// The kind of the call that failed last.
  var failedCall: String? { lastFailure.withLock { $0 } }

  private func check(_ name: String) throws(FileSystem.Failure) {
    let call = count.withLock { count in
      defer { count += 1 }
      return count
    }
    guard isFailing(call) else { return }
    lastFailure.withLock { $0 = name }
    throw FileSystem.Failure(code: code)
  }

  var fileSystem: FileSystem {
    let real = FileSystem.system
    var disk = FileSystem.system
    disk.create = { path throws(FileSystem.Failure) in
      try self.check("create")
      return try real.create(path)
    }
    disk.write = { descriptor, bytes, offset throws(FileSystem.Failure) in
      try self.check("write")
      return try real.write(descriptor, bytes, offset)
    }
    disk.synchronize = { descriptor throws(FileSystem.Failure) in
      try self.check("synchronize")
      try real.synchronize(descriptor)
    }
    disk.rename = { path, target throws(FileSystem.Failure) in
      try self.check("rename")
      try real.rename(path, target)
    }
    disk.synchronizeFolder = { path throws(FileSystem.Failure) in
      try self.check("synchronizeFolder")
      try real.synchronizeFolder(path)
    }
    disk.remove = { path throws(FileSystem.Failure) in
      try self.check("remove")
      try real.remove(path)
    }
    return disk
  }
}
