import Checkpoints
import Testing

/// The texts of all errors, as users see them.
@Suite struct TensorBundleErrorTextTests {
  private static let p = "ckpt-3"
  private static let incomplete = "the copy was not complete, or the disk failed: use an earlier checkpoint"

  static let rows: [(error: TensorBundleError, lines: String)] = [
    (.unreadable(path: p, reason: "No such file"), "a checkpoint cannot be opened\n  file ckpt-3\n  why  No such file"),
    (
      .malformedIndex(path: p, problem: "keys that do not rise"),
      "the index of a checkpoint is malformed\n  file  ckpt-3\n  found keys that do not rise\n  hint  \(incomplete)"
    ),
    (
      .corruptIndex(path: p, offset: 7),
      """
      the index of a checkpoint is damaged\n  file  ckpt-3\n  at    byte 7\n  found bytes that do not fit their checksum
        hint  \(incomplete)
      """
    ),
    (
      .compressedIndex(path: p, offset: 7),
      """
      the index of a checkpoint is compressed\n  file ckpt-3\n  at   byte 7
        hint save it again with tf.train.Checkpoint, which does not compress
      """
    ),
    (
      .malformedEntry(path: p, tensor: "w", problem: "8 bytes for float32 [3]"),
      "the index of a checkpoint describes a tensor that cannot be\n  file   ckpt-3\n  tensor w\n  found  8 bytes for float32 [3]"
    ),
    (
      .unknownDType(path: p, tensor: "w\u{1B}", number: 77),
      "a checkpoint has a type of elements that is not known\n  file   ckpt-3\n  tensor w\\u{1B}\n  found  TensorFlow's type number 77"
    ),
    (
      .partitioned(path: p, tensor: "w"),
      """
      a checkpoint has a partitioned variable\n  file   ckpt-3\n  tensor w
        hint   load it in TensorFlow and save it without a partitioner
      """
    ),
    (
      .truncatedData(path: p, tensor: "w", needed: 8, fileByteCount: 5),
      """
      the data of a checkpoint are truncated\n  file   ckpt-3\n  tensor w\n  found  5 bytes\n  needed 8 bytes
        hint   \(incomplete)
      """
    ),
    (
      .corruptData(path: p, tensor: "w"),
      """
      a tensor of a checkpoint is damaged\n  file   ckpt-3\n  tensor w\n  found  bytes that do not fit their checksum
        hint   \(incomplete)
      """
    ),
    (
      .malformedStrings(path: p, tensor: "w"),
      "the strings of a checkpoint do not fit their lengths\n  file   ckpt-3\n  tensor w\n  hint   \(incomplete)"
    ),
    (
      .missingTensor(path: p, name: "v", names: ["a", "b"]),
      "a checkpoint has no such tensor\n  file   ckpt-3\n  wanted v\n  found  a, b"
    ),
    (
      .wrongKind(path: p, tensor: "w", dtype: .string),
      "a tensor of a checkpoint has elements of another kind\n  file   ckpt-3\n  tensor w\n  found  string\n  hint   ask for its strings"
    ),
    (
      .duplicateName(path: p, name: "w"),
      "two tensors to be saved have the same name\n  file   ckpt-3\n  tensor w\n  hint   rename one of them"
    ),
    (.emptyName(path: p), "a tensor to be saved has no name\n  file ckpt-3\n  hint give it one"),
    (
      .wrongByteCount(path: p, tensor: "w", dtype: .int32, shape: [2], byteCount: 7),
      "the bytes of a tensor do not fit its shape\n  file   ckpt-3\n  tensor w   (int32 [2])\n  found  7 bytes\n  needed 8 bytes"
    ),
  ]

  @Test(arguments: rows.indices) func textsSayWhatWhereAndWhatToDo(row: Int) {
    #expect(Self.rows[row].error.description == "Apus: " + Self.rows[row].lines)
  }
}
