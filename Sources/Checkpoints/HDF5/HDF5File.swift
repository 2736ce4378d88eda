import Archives

/// An HDF5 file with the weights of a Keras model, open for reading: `.weights.h5`, the older `.h5`, or a `.keras` archive, in which
/// lies such a file.
///
///     let file = try HDF5File(path: "model.weights.h5")
///     for tensor in file.tensors { print(tensor.name, tensor.type, tensor.shape) }   // layers/dense/vars/0 Float [3, 4]
///     let kernel = try file.tensor("layers/dense/vars/0")
///
/// Datasets are named by their groups and come in the order in which groups list them. It reads what h5py writes by default, and in the main
/// what it writes with `libver="latest"`: datasets in one piece or in chunks, deflated, shuffled, with checksums. Links to other
/// files are refused. Float16 is kept, and so is BFloat16, which Keras marks.
///
/// The format: <https://docs.hdfgroup.org/documentation/hdf5/latest/_f_m_t3.html>.
public struct HDF5File: TensorFile {
  public let path: String
  public let tensors: [StoredTensor]
  /// The texts beside the root group, such as `keras_version` and `model_config`; those of a `.keras` archive under the names of its
  /// members, `config.json` and `metadata.json`.
  public let metadata: [String: String]

  private let file: HeldBytes
  private let widths: HDF5Cursor.Widths
  private let datasets: [String: HDF5Dataset]

  /// Opens a file and checks what it says about its datasets.
  ///
  /// - Throws: what is wrong with it, and where.
  public init(path: String) throws(HDF5Error) {
    let mapped: MappedFile
    do { mapped = try MappedFile(path: path) } catch { throw .unreadable(path: path, reason: error.reason) }
    let whole = HeldBytes(mapped)
    let isArchive = whole.withBytes { $0.starts(with: Array("PK".utf8)) }
    let (file, texts) = isArchive ? try KerasArchive.contents(of: whole, path: path) : (whole, [:])
    guard file.withBytes({ $0.starts(with: HDF5Superblock.signature) }) else {
      throw .notHDF5(path: path, problem: "a file that begins in another way")
    }
    let tree: HDF5ObjectTree
    do { tree = try file.withBytes { bytes throws(HDF5Problem) in try HDF5ObjectTree(bytes) } } catch { throw error.error(path: path) }
    self.path = path
    self.file = file
    widths = tree.widths
    tensors = tree.datasets.map(\.description)
    datasets = Dictionary(tree.datasets.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    metadata = tree.texts.merging(texts) { _, member in member }
  }

  public func withBytes<Result>(of name: String, _ body: (UnsafeRawBufferPointer) throws -> Result) throws -> Result {
    guard let dataset = datasets[name] else {
      throw HDF5Error.missingDataset(path: path, name: name, names: tensors.map(\.name))
    }
    return try file.withBytes { bytes in
      do { return try dataset.withBytes(in: HDF5Cursor(bytes, at: 0, widths), path: path, body) } catch let problem as HDF5Problem {
        throw problem.error(path: path)
      }
    }
  }
}
