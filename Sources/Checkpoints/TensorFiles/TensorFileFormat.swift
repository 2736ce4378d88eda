import Foundation

/// The formats in which named tensors are read.
public enum TensorFileFormat: String, CaseIterable, Sendable {
  case safetensors
  /// The index of a model whose tensors lie in several safetensors files.
  case shardedSafetensors = "safetensors in several files"
  /// TensorFlow's, without the `.index` of its name; or a folder with several.
  case checkpoint
  /// One array, `.npy`.
  case numPyArray = "NumPy array"
  /// Several arrays, `.npz`.
  case numPyArchive = "NumPy archive"
  /// Keras's `.weights.h5` and older `.h5`.
  case hdf5 = "HDF5"
  /// Keras's archive of a model.
  case keras

  /// Recognises a file by its first bytes, and where these say nothing by its name.
  ///
  /// - Returns: safetensors for a file that nothing is known of: its reader says what is wrong with it.
  public init(recognizing path: String) {
    var isFolder: ObjCBool = false
    let exists = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
    if isFolder.boolValue || !exists && FileManager.default.fileExists(atPath: TensorBundle.indexPath(of: path)) {
      self = .checkpoint
      return
    }
    let beginning = (try? MappedFile(path: path)).map { HeldBytes($0).withBytes { Array($0.prefix(8)) } } ?? []
    self =
      switch true {
      case beginning.starts(with: NumPyHeader.magic): .numPyArray
      case beginning.starts(with: Array("PK".utf8)): path.hasSuffix(".keras") ? .keras : .numPyArchive
      case beginning == HDF5Superblock.signature: .hdf5
      case path.hasSuffix(".json"): .shardedSafetensors
      case path.hasSuffix(".index"): .checkpoint
      default: .safetensors
      }
  }
}

/// Opens a file of named tensors, whatever its format.
///
///     let file = try openTensorFile("model.npz")
///     print(file.tensors.count)   // 4
///
/// - Parameter path: a file; a checkpoint with or without its `.index`; a folder of checkpoints, whose last good one is taken.
/// - Throws: the format's error.
public func openTensorFile(_ path: String) throws -> any TensorFile {
  switch TensorFileFormat(recognizing: path) {
  case .safetensors: try SafetensorsFile(path: path)
  case .shardedSafetensors: try ShardedSafetensors(indexPath: path)
  case .numPyArray, .numPyArchive: try NumPyFile(path: path)
  case .hdf5, .keras: try HDF5File(path: path)
  case .checkpoint: try openCheckpoint(path)
  }
}

private func openCheckpoint(_ path: String) throws -> TensorBundle {
  var isFolder: ObjCBool = false
  if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue {
    // Others call their checkpoints as they like; a path that leads elsewhere is not followed.
    if let latest = CheckpointState(readFrom: path + "/checkpoint")?.names.last, !latest.contains("/"), !latest.hasPrefix("ckpt-") {
      return try TensorBundle(path: path + "/" + latest)
    }
    return try CheckpointFolder(path: path).openNewest().saved.bundle
  }
  let suffix = TensorBundle.indexPath(of: "")
  return try TensorBundle(path: path.hasSuffix(suffix) ? String(path.dropLast(suffix.count)) : path)
}
