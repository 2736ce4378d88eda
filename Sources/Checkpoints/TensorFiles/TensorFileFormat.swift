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

  /// Recognises a file by its first bytes, and where these say nothing by its name; a folder by the names in it.
  ///
  /// - Returns: safetensors for a file that nothing is known of.
  public init(recognizing path: String) {
    var isFolder: ObjCBool = false
    let exists = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
    if isFolder.boolValue || !exists && FileManager.default.fileExists(atPath: TensorBundle.indexPath(of: path)) {
      let shared = isFolder.boolValue ? Self.sharedWeights(in: path) : nil
      self = shared.map { $0.hasSuffix(".json") ? .shardedSafetensors : .safetensors } ?? .checkpoint
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

extension TensorFileFormat {
  /// The weights in the folder of a model as it is handed on at Hugging Face.
  fileprivate static func sharedWeights(in folder: String) -> String? {
    ["model.safetensors.index.json", "model.safetensors"].map { folder + "/" + $0 }.first { path in
      var isFolder: ObjCBool = false
      return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && !isFolder.boolValue
    }
  }

  /// Whether a file that no other format claims may be safetensors: by its name, or because JSON begins behind a length.
  fileprivate static func mayBeSafetensors(_ path: String) -> Bool {
    guard !path.hasSuffix(".safetensors"), let file = try? MappedFile(path: path) else { return true }
    return HeldBytes(file).withBytes { $0.count > 8 && "{ \n\t\r".utf8.contains($0[8]) }
  }
}

/// Opens a file of named tensors, whatever its format.
///
///     let file = try openTensorFile("model.npz")
///     print(file.tensors.count)   // 4
///
/// - Parameter path: a file; a checkpoint with or without its `.index`; a folder of checkpoints, whose last good one is taken; a folder
///   with `model.safetensors` or `model.safetensors.index.json`.
/// - Throws: the format's error; `TensorFileError.unknownFormat`.
public func openTensorFile(_ path: String) throws -> any TensorFile {
  let shared = TensorFileFormat.sharedWeights(in: path) ?? path
  switch TensorFileFormat(recognizing: path) {
  case .safetensors where !TensorFileFormat.mayBeSafetensors(shared): throw TensorFileError.unknownFormat(path: path)
  case .safetensors: return try SafetensorsFile(path: shared)
  case .shardedSafetensors: return try ShardedSafetensors(indexPath: shared)
  case .numPyArray, .numPyArchive: return try NumPyFile(path: path)
  case .hdf5, .keras: return try HDF5File(path: path)
  case .checkpoint: return try openCheckpoint(path)
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
