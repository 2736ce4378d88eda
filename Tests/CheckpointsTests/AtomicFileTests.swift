import Foundation
import Testing

@testable import Checkpoints

@Suite struct AtomicFileTests {
  private static func write(_ content: [UInt8], to path: String) throws {
    try AtomicFile.write(to: path) { file in try content.withUnsafeBytes { try file.append($0) } }
  }

  @Test func theFileAppearsWholeAndAlone() throws {
    try withTemporaryFolder { folder in
      for content: [UInt8] in [[1, 2, 3], [], Array(repeating: 9, count: 100_000)] {
        try Self.write(content, to: folder + "/file")
        #expect(try bytes(at: folder + "/file") == content)
        #expect(try names(in: folder) == ["file"])
      }
    }
  }

  @Test func theOldFileIsThereUntilTheNewOneIsComplete() throws {
    try withTemporaryFolder { folder in
      let path = folder + "/file"
      try Self.write([1], to: path)
      try AtomicFile.write(to: path) { file in
        try withUnsafeBytes(of: UInt8(2)) { try file.append($0) }
        #expect(try bytes(at: path) == [1])
        #expect(file.byteCount == 1)
      }
      #expect(try bytes(at: path) == [2])
    }
  }

  @Test func anErrorLeavesTheOldFileAndNothingElse() throws {
    struct Stop: Error {}
    try withTemporaryFolder { folder in
      let path = folder + "/file"
      try Self.write([1], to: path)
      #expect(throws: Stop.self) {
        try AtomicFile.write(to: path) { file in
          try withUnsafeBytes(of: UInt8(2)) { try file.append($0) }
          throw Stop()
        }
      }
      #expect(try bytes(at: path) == [1])
      #expect(try names(in: folder) == ["file"])
    }
  }

  @Test func twoWritersDoNotDisturbEachOther() throws {
    try withTemporaryFolder { folder in
      let path = folder + "/file"
      try AtomicFile.write(to: path) { file in
        try Self.write([1], to: path)
        #expect(try bytes(at: path) == [1])
        try withUnsafeBytes(of: UInt8(2)) { try file.append($0) }
      }
      #expect(try bytes(at: path) == [2])
      #expect(try names(in: folder) == ["file"])
    }
  }

  @Test func permissionsOfTheOldFileAreKept() throws {
    try withTemporaryFolder { folder in
      let path = folder + "/file"
      try Self.write([1], to: path)
      try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: path)
      try Self.write([2], to: path)
      let permissions = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? NSNumber
      #expect(permissions?.intValue == 0o640)
    }
  }

  @Test func aMissingFolderIsNamed() throws {
    try withTemporaryFolder { folder in
      let path = folder + "/absent/file"
      #expect(throws: AtomicFileError(path: path, step: .create, code: ENOENT)) { try Self.write([1], to: path) }
    }
  }

  @Test func aFolderIsNotReplaced() throws {
    try withTemporaryFolder { folder in
      let path = folder + "/taken"
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
      #expect(throws: AtomicFileError(path: path, step: .replace, code: EISDIR)) { try Self.write([1], to: path) }
      #expect(try names(in: folder) == ["taken"])
    }
  }

  /// The system refuses bytes beyond a limit that only the child process has: to the writer that is a full disk.
  @Test func aFullDiskLeavesTheOldFileAndNothingElse() async {
    await #expect(processExitsWith: .success) {
      try withTemporaryFolder { folder in
        let path = folder + "/model.safetensors"
        try SafetensorsWriter.write([.init(name: "a", dtype: .uint8, shape: [3], bytes: [1, 2, 3])], to: path)
        let old = try bytes(at: path)
        signal(SIGXFSZ, SIG_IGN)
        var limit = rlimit(rlim_cur: 4096, rlim_max: 4096)
        setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit)
        let large = SafetensorsWriter.Tensor(
          name: "a", dtype: .uint8, shape: [10_000], bytes: Array(repeating: 1, count: 10_000))
        let error = #expect(throws: AtomicFileError.self) { try SafetensorsWriter.write([large], to: path) }
        #expect(error == AtomicFileError(path: path, step: .write, code: EFBIG))
        #expect(try bytes(at: path) == old)
        #expect(try names(in: folder) == ["model.safetensors"])
      }
    }
  }

  @Test func aKilledWriterLeavesTheOldFileAndTheNextOneCleansUp() async throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("apus-killed-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let path = folder + "/file"
    try Self.write([1], to: path)
    await #expect(processExitsWith: .signal(SIGKILL)) { [path = path as String] in
      try AtomicFile.write(to: path) { file in
        try withUnsafeBytes(of: UInt8(2)) { try file.append($0) }
        raise(SIGKILL)
      }
    }
    #expect(try bytes(at: path) == [1])
    #expect(try names(in: folder).count == 2)
    try Self.write([3], to: path)
    #expect(try bytes(at: path) == [3])
    #expect(try names(in: folder) == ["file"])
  }

  @Test(arguments: [
    (AtomicFileError(path: "run/state", step: .create, code: ENOENT), "created", "create the folder first"),
    (
      AtomicFileError(path: "run/state", step: .write, code: ENOSPC), "written",
      "free some space and save again; the old file, if there was one, is untouched"
    ),
    (
      AtomicFileError(path: "run/state", step: .synchronize, code: EIO), "brought safely to disk",
      "the old file, if there was one, is untouched"
    ),
    (AtomicFileError(path: "run/state", step: .replace, code: EISDIR), "put in its place", "a folder has this name: choose another"),
    (
      AtomicFileError(path: "run/state", step: .synchronizeFolder, code: EIO), "brought safely to disk",
      "the new file is in place, but a power failure may bring back the old one"
    ),
  ])
  func textsSayWhatWhereAndWhatToDo(error: AtomicFileError, verb: String, hint: String) {
    #expect(
      error.description == """
        Apus: a file cannot be \(verb)
          file  run/state
          why   \(String(cString: strerror(error.code)))
          hint  \(hint)
        """)
  }
}
