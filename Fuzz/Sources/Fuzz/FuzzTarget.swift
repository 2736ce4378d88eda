import Checkpoints
import Foundation
import TensorBoard

/// A reader, and the name of the file that it is given.
struct FuzzTarget: Sendable {
  let name: String
  /// What the file is called, where the reader goes by that; with its folder, where that has other files besides.
  let fileName: String
  /// Reads all of the file. An error is as good as contents.
  let read: @Sendable (_ path: String) throws -> Void

  static let all = [
    tensors("safetensors", "a.safetensors") { try SafetensorsFile(path: $0) },
    tensors("index", "a.index.json") { try ShardedSafetensors(indexPath: $0) },
    tensors("checkpoint", "a.index") { try TensorBundle(path: String($0.dropLast(".index".count))) },
    tensors("numpy", "a.npz") { try NumPyFile(path: $0) },
    tensors("hdf5", "a.h5") { try HDF5File(path: $0) },
    FuzzTarget(name: "events", fileName: "a.tfevents") { _ = try EventFile(path: $0).scalars("loss") },
    savedModel, signature, module,
  ]

  private static func tensors<File: TensorFile>(
    _ name: String, _ fileName: String, _ open: @escaping @Sendable (_ path: String) throws -> File
  ) -> FuzzTarget {
    FuzzTarget(name: name, fileName: fileName) { path in
      let file = try open(path)
      for tensor in file.tensors {
        let count = try? file.withBytes(of: tensor.name) { $0.count }
        precondition(count == nil || count == tensor.byteCount, "\(tensor.name) has \(count ?? 0) bytes instead of \(tensor.byteCount)")
      }
    }
  }

  /// The folder in memory that the files are in; removed by `Fuzz/run`.
  private static let folder = ProcessInfo.processInfo.environment["FUZZ_FOLDER"] ?? NSTemporaryDirectory()

  func run(_ bytes: UnsafeRawBufferPointer) {
    let path = Self.folder + "/" + fileName
    let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    precondition(descriptor >= 0, "\(path) cannot be written")
    let written = write(descriptor, bytes.baseAddress, bytes.count)
    close(descriptor)
    precondition(written == bytes.count, "\(path) cannot be written")
    try? read(path)
  }
}
