import Archives

/// Arrays in a file of NumPy's, open for reading: one in a `.npy` file, several in an `.npz` archive.
///
///     let file = try NumPyFile(path: "weights.npz")
///     for array in file.tensors { print(array.name, array.type, array.shape) }   // w <f4 [2, 3]
///     let w = try file.tensor("w").typed(Float.self)
///
/// Elements come in row-major order and little-endian, however the file has them; where it has them so, and not packed, they are the
/// mapped file's own bytes. Arrays of Python objects are refused: to unpack them is to run programs. The array of a `.npy` file has the
/// name of the file. Two bytes without a meaning, which are what NumPy makes of BFloat16, are taken for BFloat16.
///
/// The format: <https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html>.
public struct NumPyFile: TensorFile {
  public let path: String
  /// The arrays, in the order of the archive.
  public let tensors: [StoredTensor]

  private let file: HeldBytes
  private let arrays: [String: NumPyArray]

  /// Opens and checks a file.
  ///
  /// - Throws: what is wrong with it, and where.
  public init(path: String) throws(NumPyError) {
    do { try self.init(path: path, HeldBytes(MappedFile(path: path))) } catch let error as NumPyError {
      throw error
    } catch let error as MappedFile.Unreadable {
      throw .unreadable(path: path, reason: error.reason)
    } catch {
      throw .archive(path: path, problem: "\(error)")
    }
  }

  private init(path: String, _ file: HeldBytes) throws {
    let isArray = file.withBytes { $0.starts(with: NumPyHeader.magic) }
    let members = isArray ? [Self.wholeFile(path, file)] : try Self.members(path, file)
    var arrays: [String: NumPyArray] = [:]
    var tensors: [StoredTensor] = []
    for (name, entry) in members {
      let array = try NumPyArray(name: name, member: entry, in: file, path: path)
      guard arrays.updateValue(array, forKey: name) == nil else {
        throw NumPyError.archive(path: path, problem: "two arrays called “\(name)”")
      }
      tensors.append(array.description)
    }
    (self.path, self.tensors, self.file, self.arrays) = (path, tensors, file, arrays)
  }

  private static let suffix = ".npy"

  private static func wholeFile(_ path: String, _ file: HeldBytes) -> (String, ZipArchive.Entry?) {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    return (name.hasSuffix(suffix) ? String(name.dropLast(suffix.count)) : name, nil)
  }

  private static func members(_ path: String, _ file: HeldBytes) throws -> [(String, ZipArchive.Entry?)] {
    // Every archive begins with a member or, if it is empty, with the record of its end.
    let isArchive = file.withBytes { $0.starts(with: Array("PK".utf8)) }
    guard isArchive else { throw NumPyError.notNumPy(path: path) }
    let archive = try file.withBytes { bytes throws(ZipProblem) in try ZipArchive(bytes) }
    return try archive.entries.map { entry in
      guard entry.name.hasSuffix(suffix) else {
        throw NumPyError.archive(path: path, problem: "“\(entry.name)”, which is no array: their names end in .npy")
      }
      return (String(entry.name.dropLast(suffix.count)), entry)
    }
  }

  public func withBytes<Result>(of name: String, _ body: (UnsafeRawBufferPointer) throws -> Result) throws -> Result {
    guard let array = arrays[name] else {
      throw NumPyError.missingArray(path: path, name: name, names: tensors.map(\.name))
    }
    return try array.withBytes(in: file, path: path, body)
  }
}
