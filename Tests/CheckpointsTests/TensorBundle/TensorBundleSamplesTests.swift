import Checkpoints
import Testing

/// Checkpoints written by TensorFlow and others, good and bad.
@Suite(.enabled(if: SharedSamples.exist, "../shared/samples is not here"))
struct TensorBundleSamplesTests {
  private static let folder = SharedSamples.folder

  @Test(arguments: [
    "checkpoint/tf_keras_written/keras_checkpoint", "checkpoint/hand/a/keras_checkpoint", "checkpoint/hand/b/ckpt-3",
    "savedmodel/written_by_tf221/variables/variables",
  ])
  func whatIsReadIsWrittenByteForByte(name: String) throws {
    let path = "\(Self.folder)/\(name)"
    let bundle = try TensorBundle(path: path)
    try withTemporaryFolder { folder in
      try TensorBundleWriter.write(copiedTensors(bundle), to: folder + "/copy")
      for suffix in [".index", ".data-00000-of-00001"] {
        #expect(try bytes(at: folder + "/copy" + suffix) == bytes(at: path + suffix))
      }
    }
  }

  @Test func kerasWeightsAreRead() throws {
    let bundle = try TensorBundle(path: Self.folder + "/checkpoint/tf_keras_written/keras_checkpoint")
    #expect(bundle.entries.map(\.name) == ["_CHECKPOINTABLE_OBJECT_GRAPH"] + ["b", "w"].map { $0 + "/.ATTRIBUTES/VARIABLE_VALUE" })
    #expect(try bundle.strings(of: "_CHECKPOINTABLE_OBJECT_GRAPH").count == 1)
  }

  @Test(arguments: ["corr", "corr2"]) func badCheckpointsAreRefused(name: String) throws {
    #expect(throws: TensorBundleError.self) { try readAll("\(Self.folder)/bad/\(name)") }
  }
}
