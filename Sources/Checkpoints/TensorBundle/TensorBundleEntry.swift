import WireFormats

extension TensorBundle {
  /// One tensor of a checkpoint: what its index says about it.
  public struct Entry: Hashable, Sendable {
    public let name: String
    public let dtype: TensorBundleDType
    /// The dimensions, outermost first; empty for a scalar.
    public let shape: [Int]
    /// The number of the data file.
    public let shard: Int
    /// Where the bytes lie in the data file.
    public let byteRange: Range<Int>
    /// The masked checksum of the bytes.
    let checksum: UInt32
  }
}

extension TensorBundle.Entry {
  /// The message `BundleEntryProto`.
  var message: [UInt8] {
    var message = ProtobufWriter()
    message.nonzero(1, Int64(dtype.rawValue))
    message.shape(2, shape)
    message.nonzero(3, Int64(shard))
    message.nonzero(4, Int64(byteRange.lowerBound))
    message.nonzero(5, Int64(byteRange.count))
    if checksum != 0 { message.fixed32(6, checksum) }
    return message.bytes
  }

  /// Reads what the index says about the tensor called `name`; `path` is the index's, for errors.
  init(_ message: ArraySlice<UInt8>, name: String, path: String) throws(TensorBundleError) {
    var dtypeNumber: Int64 = 0, shape: [Int] = [], shard: Int64 = 0, offset: Int64 = 0, byteCount: Int64 = 0, checksum: UInt32 = 0
    var isPartitioned = false
    do {
      var reader = ProtobufReader(message)
      while let field = try reader.next() {
        switch field.number {
        case 1: dtypeNumber = try field.integer()
        case 2: shape = try field.message().shape()
        case 3: shard = try field.integer()
        case 4: offset = try field.integer()
        case 5: byteCount = try field.integer()
        case 6: checksum = try field.fixed32()
        case 7: isPartitioned = true
        default: break
        }
      }
    } catch {
      throw .malformedEntry(path: path, tensor: name, problem: "\(error)")
    }
    if isPartitioned { throw .partitioned(path: path, tensor: name) }
    guard let dtype = Int(exactly: dtypeNumber).flatMap(TensorBundleDType.init) else {
      throw .unknownDType(path: path, tensor: name, number: Int(dtypeNumber))
    }
    guard offset >= 0, byteCount >= 0, offset <= .max - byteCount, (0...Int64(Int32.max)).contains(shard) else {
      throw .malformedEntry(path: path, tensor: name, problem: "\(byteCount) bytes at \(offset) of the data file \(shard)")
    }
    let isRight = dtype == .string ? shape.elementCount != nil : dtype.byteCount(of: shape) == Int(byteCount)
    guard isRight else {
      throw .malformedEntry(path: path, tensor: name, problem: "\(byteCount) bytes for \(dtype) \(shape)")
    }
    self.init(
      name: name, dtype: dtype, shape: shape, shard: Int(shard), byteRange: Int(offset)..<Int(offset + byteCount), checksum: checksum)
  }
}
