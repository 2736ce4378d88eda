/// A file with named tensors, whatever its format.
///
///     let file = try openTensorFile("model.npz")
///     for tensor in file.tensors { print(tensor.name, tensor.type, tensor.shape) }   // dense/kernel <f4 [3, 4]
///     let kernel = try file.tensor("dense/kernel").typed(Float.self)
///
/// What a file claims about its tensors is checked when it is opened; their bytes are read when they are asked for.
public protocol TensorFile: Sendable {
  var path: String { get }
  /// In the order of the file.
  var tensors: [StoredTensor] { get }
  /// Texts that the file keeps beside the tensors.
  var metadata: [String: String] { get }

  /// Gives the bytes of a tensor to `body`, row-major and little-endian, at any address and valid until `body` returns.
  ///
  /// - Throws: the format's error if there is no such tensor or its bytes are damaged; what `body` throws.
  func withBytes<Result>(of name: String, _ body: (UnsafeRawBufferPointer) throws -> Result) throws -> Result

  /// Reads the bytes of a tensor into `destination`, which has room for them.
  ///
  /// - Throws: as `withBytes`.
  func read(_ name: String, into destination: UnsafeMutableRawBufferPointer) throws
}

/// A tensor in a file: what the file says about it.
public struct StoredTensor: Hashable, Sendable {
  public let name: String
  /// The type of the elements in the format's own words, such as `BF16` or `<f4`.
  public let type: String
  /// The scalar type of a tensor with these elements; `nil` for one that tensors do not have, such as complex numbers and texts.
  public let dtype: DType?
  /// The dimensions, outermost first; empty for a scalar.
  public let shape: [Int]
  /// What the elements take when they are unpacked.
  public let byteCount: Int
}

extension TensorFile {
  public var metadata: [String: String] { [:] }

  public func read(_ name: String, into destination: UnsafeMutableRawBufferPointer) throws {
    try withBytes(of: name) { destination.copyMemory(from: $0) }
  }
}
