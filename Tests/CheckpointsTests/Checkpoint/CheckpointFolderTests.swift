import Apus
import Foundation
import Testing

@testable import Checkpoints

@Suite struct CheckpointFolderTests {
  private func checkpoint(_ number: Int) throws -> Checkpoint {
    var checkpoint = Checkpoint()
    try checkpoint.add(number, as: "step")
    try checkpoint.add(AnyTensor(Tensor<Float>(shape: [100], scalars: Array(repeating: Float(number), count: 100))), as: "w")
    return checkpoint
  }

  /// The step of the checkpoint in the folder that would be restored.
  private func newest(_ folder: CheckpointFolder) throws -> Int { try folder.openNewest().saved.integer("step") }

  private func indices(in folder: String) throws -> [String] {
    try names(in: folder).filter { $0.hasSuffix(".index") }.map { String($0.dropLast(6)) }
  }

  @Test func theLastFewAreKeptAndTheFileNamesThem() throws {
    try withTemporaryFolder { path in
      let folder = CheckpointFolder(path: path + "/run", keep: 2)
      for number in 1...4 {
        let saved = try folder.save(checkpoint(number))
        #expect(saved == "\(path)/run/ckpt-\(number)")
      }
      #expect(
        try names(in: path + "/run") == [
          "checkpoint", "ckpt-3.data-00000-of-00001", "ckpt-3.index", "ckpt-4.data-00000-of-00001", "ckpt-4.index",
        ])
      #expect(
        try String(decoding: bytes(at: path + "/run/checkpoint"), as: UTF8.self) == """
          model_checkpoint_path: "ckpt-4"
          all_model_checkpoint_paths: "ckpt-3"
          all_model_checkpoint_paths: "ckpt-4"

          """)
      #expect(folder.latest == path + "/run/ckpt-4")
      #expect(try newest(folder) == 4)
    }
  }

  @Test func aDamagedCheckpointIsSkippedAndNamed() throws {
    try withTemporaryFolder { path in
      let folder = CheckpointFolder(path: path)
      for number in 1...3 { try folder.save(checkpoint(number)) }
      var data = try bytes(at: path + "/ckpt-3.data-00000-of-00001")
      data[20] ^= 1
      try writeBytes(data, to: path + "/ckpt-3.data-00000-of-00001")
      try FileManager.default.removeItem(atPath: path + "/ckpt-2.data-00000-of-00001")
      let (saved, skipped) = try folder.openNewest()
      #expect(try saved.integer("step") == 1)
      #expect(skipped.map(\.path) == [path + "/ckpt-3", path + "/ckpt-2"])
      #expect(skipped.first?.reason.hasPrefix("Apus: a tensor of a checkpoint is damaged") == true)
      try writeBytes([], to: path + "/ckpt-1.index")
      let error = #expect(throws: CheckpointFolderError.self) { try folder.openNewest() }
      #expect(error.map { "\($0)".hasPrefix("Apus: every checkpoint of a folder is damaged") } == true)
    }
  }

  @Test func anEmptyFolderHasNone() throws {
    try withTemporaryFolder { path in
      #expect(throws: CheckpointFolderError.none(folder: path, damaged: [])) { try CheckpointFolder(path: path).openNewest() }
      #expect(CheckpointFolder(path: path).latest == nil)
    }
  }

  @Test func aLostStateFileIsNoLoss() throws {
    try withTemporaryFolder { path in
      let folder = CheckpointFolder(path: path, keep: 3)
      for number in 9...11 { try folder.save(checkpoint(number), number: number) }
      for text in ["", "model_checkpoint_path: \"../../elsewhere\"\n", "nonsense"] {
        try writeBytes(Array(text.utf8), to: path + "/checkpoint")
        #expect(try newest(folder) == 11)
      }
    }
  }

  /// The order is that of saving: a run that goes on from an earlier step comes after the later ones.
  @Test func theLastSavedIsTheNewestWhateverItsNumber() throws {
    try withTemporaryFolder { path in
      let folder = CheckpointFolder(path: path, keep: 2)
      for number in [500, 600, 550] { try folder.save(checkpoint(number), number: number) }
      #expect(try newest(folder) == 550)
      #expect(try indices(in: path) == ["ckpt-550", "ckpt-600"])
    }
  }

  @Test func aCheckpointIsNeverWrittenOver() throws {
    try withTemporaryFolder { path in
      let folder = CheckpointFolder(path: path)
      try folder.save(checkpoint(1), number: 500)
      #expect(try folder.save(checkpoint(2), number: 500) == path + "/ckpt-501")
      #expect(try newest(folder) == 2)
      #expect(try SavedCheckpoint(path: path + "/ckpt-500").integer("step") == 1)
    }
  }

  @Test func namesInTheStateFileAreQuotedAsProtocolBufferText() {
    let state = CheckpointState(latest: #"a"b\c"#, all: ["x", #"a"b\c"#])
    #expect(state.text.hasPrefix(#"model_checkpoint_path: "a\"b\\c""#))
    #expect(CheckpointState(text: state.text) == state)
    #expect(CheckpointState(text: "all_model_checkpoint_timestamps: 1.5\n") == nil)
  }

  /// Whichever call fails, for good or after half of a write: the last good checkpoint is still there, and the next save succeeds.
  @Test(arguments: [1, nil]) func aFailureOfAnyCallLosesNothing(keep: Int?) throws {
    var failures = 0
    for failingCall in 0... {
      let isOver = try withTemporaryFolder { path in
        try CheckpointFolder(path: path, keep: keep).save(checkpoint(1))
        let disk = FailingFileSystem(atCall: failingCall)
        let folder = CheckpointFolder(path: path, keep: keep, in: disk.fileSystem)
        var isSaved = true
        do { try folder.save(checkpoint(2)) } catch {
          #expect(error is AtomicFileError, "call \(failingCall)")
          isSaved = false
          failures += 1
        }
        let found = try newest(CheckpointFolder(path: path))
        #expect(isSaved ? found == 2 : found == 1 || found == 2, "call \(failingCall)")
        if found == 1 { #expect(try readAll(path + "/ckpt-1").count == 4) }
        try CheckpointFolder(path: path, keep: keep).save(checkpoint(3))
        #expect(try newest(CheckpointFolder(path: path)) == 3)
        if keep == 1 {
          #expect(try names(in: path).filter { !$0.hasPrefix(".") }.count == 3, "call \(failingCall)")
        }
        return !disk.hasFailed
      }
      if isOver { break }
    }
    #expect(failures >= 12)
  }
}
