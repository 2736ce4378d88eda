import Checkpoints
import Testing

/// The texts of all errors, as users see them.
@Suite struct SafetensorsErrorTextTests {
  private static let path = "m.safetensors"
  private static let incomplete =
    "the download or the copy was not complete, or another program changed the file: get it again"

  @Test(arguments: [
    (
      SafetensorsError.unreadable(path: path, reason: "No such file or directory"),
      """
      Apus: a safetensors file cannot be opened
        file m.safetensors
        why  No such file or directory
      """
    ),
    (
      .tooShort(path: path, byteCount: 3),
      """
      Apus: a safetensors file is too short
        file  m.safetensors
        found 3 bytes, fewer than the 8 of the header's length
        hint  \(incomplete)
      """
    ),
    (
      .headerTooLong(path: path, length: 1 << 40, fileByteCount: 408),
      """
      Apus: the header of a safetensors file is too long
        file  m.safetensors
        found a header of 1099511627776 bytes in a file of 408
        limit the file's own size, and 100000000 bytes
        hint  the file is incomplete, or no safetensors file
      """
    ),
    (
      .malformedHeader(path: path, .expected("“:”", offset: 12)),
      """
      Apus: the header of a safetensors file is malformed
        file   m.safetensors
        at     byte 12 of the header
        needed “:”
      """
    ),
    (
      .malformedHeader(path: path, .duplicateKey("w1", offset: 12)),
      """
      Apus: the header of a safetensors file is malformed
        file   m.safetensors
        at     byte 12 of the header
        found  “w1” for the second time
        needed each key once
      """
    ),
    (
      .unknownDType(path: path, tensor: "w1\u{1B}[2J", dtype: "F99"),
      """
      Apus: a safetensors file has a dtype that is not known
        file   m.safetensors
        tensor w1\\u{1B}[2J
        found  “F99”
        known  BOOL F4 F6_E2M3 F6_E3M2 U8 I8 F8_E5M2 F8_E4M3 F8_E8M0 F8_E4M3FNUZ F8_E5M2FNUZ I16 U16 F16 BF16 I32 U32 F32 \
      C64 F64 I64 U64
      """
    ),
    (
      .wrongByteCount(path: path, tensor: "w1", dtype: .float32, shape: [3, 4], byteCount: 44),
      """
      Apus: the bytes of a tensor do not fit its shape
        file   m.safetensors
        tensor w1   (F32 [3, 4])
        found  44 bytes
        needed 48 bytes
      """
    ),
    (
      .misplaced(path: path, tensor: "w2", begin: 52, end: 60, expectedBegin: 48),
      """
      Apus: the tensors of a safetensors file leave a gap or overlap
        file   m.safetensors
        tensor w2
        found  bytes 52 to 60 of the data
        needed a beginning at 48, where the tensor before it ends, and an end that is not before it
      """
    ),
    (
      .dataSize(path: path, expected: 104, actual: 100),
      """
      Apus: a safetensors file is truncated
        file   m.safetensors
        found  100 bytes of data
        needed 104 bytes
        hint   \(incomplete)
      """
    ),
    (
      .dataSize(path: path, expected: 104, actual: 108),
      """
      Apus: a safetensors file has bytes that belong to no tensor
        file   m.safetensors
        found  108 bytes of data
        needed 104 bytes
        hint   \(incomplete)
      """
    ),
    (
      .missingTensor(path: path, name: "w9", names: ["a", "b", "c", "d", "e", "f", "g", "h"]),
      """
      Apus: a safetensors file has no such tensor
        file   m.safetensors
        wanted w9
        found  a, b, c, d, e, f, … (8 tensors)
      """
    ),
    (
      .missingTensor(path: path, name: "w9", names: []),
      """
      Apus: a safetensors file has no such tensor
        file   m.safetensors
        wanted w9
        found  no tensors
      """
    ),
  ])
  func readingTexts(error: SafetensorsError, text: String) { #expect(error.description == text) }

  @Test(arguments: [
    (
      SafetensorsError.malformedIndex(path: "m.index.json", .expected("a “weight_map” in the index", offset: 2)),
      """
      Apus: the index of a sharded model is malformed
        file   m.index.json
        at     byte 2 of the index
        needed a “weight_map” in the index
      """
    ),
    (
      .shardOutsideFolder(path: "m.index.json", shard: "../x"),
      """
      Apus: the index of a sharded model names a file elsewhere
        file   m.index.json
        found  “../x”
        needed the plain name of a file in the same folder
      """
    ),
    (
      .missingInShard(path: "m.index.json", shard: "one.safetensors", names: ["a", "b"]),
      """
      Apus: a shard lacks tensors that the index promises
        file   m.index.json
        shard  one.safetensors
        wanted a, b
        hint   the index and the shards are of different versions of the model
      """
    ),
    (
      .duplicateName(path: path, name: "w1"),
      """
      Apus: two tensors to be saved have the same name
        file   m.safetensors
        tensor w1
        hint   rename one of them
      """
    ),
    (
      .reservedName(path: path, name: "__metadata__"),
      """
      Apus: a tensor to be saved has a name that the format keeps for itself
        file   m.safetensors
        tensor __metadata__
        hint   rename it
      """
    ),
    (
      .impossibleShape(path: path, tensor: "w1", dtype: .float4, shape: [3]),
      """
      Apus: a tensor cannot be saved
        file   m.safetensors
        tensor w1   (F4 [3])
        needed a shape without negative dimensions that fills whole bytes, fewer than 2⁶³
      """
    ),
    (
      .headerTooLongToWrite(path: path, byteCount: 100_000_008),
      """
      Apus: the header of a safetensors file would be too long
        file   m.safetensors
        needed 100000008 bytes
        limit  100000000 bytes
        hint   save in several files, or with shorter names and metadata
      """
    ),
  ])
  func shardAndWritingTexts(error: SafetensorsError, text: String) { #expect(error.description == text) }
}
