import Checkpoints
import Foundation
import Testing

@Suite struct TensorFileTests {
  @Test(
    arguments: [
      ("numpy/plain.npz", TensorFileFormat.numPyArchive), ("numpy/single.npy", .numPyArray), ("hdf5/keras.weights.h5", .hdf5),
      ("hdf5/model.keras", .keras), ("tensorflow", .checkpoint), ("tensorflow/ckpt-1", .checkpoint),
      ("tensorflow/ckpt-1.index", .checkpoint),
    ])
  func formatsAreRecognized(name: String, format: TensorFileFormat) throws {
    #expect(TensorFileFormat(recognizing: fixture(name)) == format)
    #expect(try !openTensorFile(fixture(name)).tensors.isEmpty)
  }

  @Test func safetensorsAreRecognizedInOneFileAndInSeveral() throws {
    try withTemporaryFolder { folder in
      try SafetensorsWriter.write([.init(name: "a", dtype: .uint8, shape: [1], bytes: [7])], to: folder + "/a.safetensors")
      try writeBytes(Array(#"{"weight_map": {"a": "a.safetensors"}}"#.utf8), to: folder + "/a.safetensors.index.json")
      for name in ["a.safetensors", "a.safetensors.index.json"] {
        let file = try openTensorFile(folder + "/" + name)
        #expect(try file.withBytes(of: "a") { Array($0) } == [7])
        #expect(try file.tensor("a").typed(UInt8.self)?.readScalars() == [7])
      }
    }
  }

  @Test func aFolderOfSharedWeightsIsRecognized() throws {
    try withTemporaryFolder { folder in
      try SafetensorsWriter.write([.init(name: "a", dtype: .uint8, shape: [1], bytes: [7])], to: folder + "/model.safetensors")
      #expect(try openTensorFile(folder).tensors.map(\.name) == ["a"])
      // The index counts where both are: it names all files.
      try writeBytes(Array(#"{"weight_map": {}}"#.utf8), to: folder + "/model.safetensors.index.json")
      #expect(TensorFileFormat(recognizing: folder) == .shardedSafetensors)
      #expect(try openTensorFile(folder).tensors.isEmpty)
    }
  }

  @Test func aFileOfNoFormatIsCalledSo() throws {
    try withTemporaryFolder { folder in
      let path = folder + "/file"
      for contents in ["", "text", "#!/bin/sh\necho a longer text"] {
        try writeBytes(Array(contents.utf8), to: path)
        #expect(throws: TensorFileError.unknownFormat(path: path)) { try openTensorFile(path) }
      }
      // A name that says what it should be, or a header behind a length: its reader says what is wrong.
      try writeBytes(Array("text".utf8), to: folder + "/a.safetensors")
      #expect(throws: SafetensorsError.self) { try openTensorFile(folder + "/a.safetensors") }
      try writeBytes(safetensors(header: "{,}"), to: path)
      #expect(throws: SafetensorsError.self) { try openTensorFile(path) }
      #expect(
        TensorFileError.unknownFormat(path: "a").description == """
          Apus: a file is in none of the known formats
            file  a
            known safetensors, safetensors in several files, checkpoint, NumPy array, NumPy archive, HDF5, keras
          """)
    }
  }

  /// Pipes, links in a circle, folders and names that lead elsewhere.
  @Test func whatIsNoFileIsRefused() throws {
    try withTemporaryFolder { folder in
      #expect(mkfifo(folder + "/pipe", 0o600) == 0)
      try FileManager.default.createSymbolicLink(atPath: folder + "/circle", withDestinationPath: folder + "/circle")
      try FileManager.default.createSymbolicLink(atPath: folder + "/zero", withDestinationPath: "/dev/zero")
      for ending in ["", ".npz", ".h5", ".json", ".index"] {
        for name in ["pipe", "circle", "zero"] {
          let path = folder + "/" + name + ending
          if !ending.isEmpty { try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: folder + "/" + name) }
          #expect(throws: (any Error).self, "\(name)\(ending)") { try openTensorFile(path) }
        }
      }
      try FileManager.default.createDirectory(atPath: folder + "/run", withIntermediateDirectories: true)
      try writeBytes(Array("model_checkpoint_path: \"../../secret\"\n".utf8), to: folder + "/run/checkpoint")
      #expect(throws: CheckpointFolderError.self) { try openTensorFile(folder + "/run") }
    }
  }

  @Test(.enabled(if: SharedSamples.exist, "../shared/samples is not here"))
  func everyGoodSampleIsReadAndNoBadOneCrashes() throws {
    let folder = SharedSamples.folder
    let samples = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
    #expect(samples.count > 50)
    for name in samples {
      // A typed error is as good as contents: what matters is that there is an end.
      guard let file = try? openTensorFile(folder + "/" + name) else { continue }
      for tensor in file.tensors where tensor.dtype != nil { _ = try? file.tensor(tensor.name) }
    }
    #expect(try !openTensorFile(folder + "/checkpoint/hand/a").tensors.isEmpty)
  }
}
