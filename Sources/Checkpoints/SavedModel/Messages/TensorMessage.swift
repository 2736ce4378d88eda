import WireFormats

/// `TensorProto`: a tensor in a graph, its elements as bytes or, as TensorFlow writes small ones, as numbers.
struct TensorMessage: TensorFlowMessage, Hashable {
  var dtype: Int
  var shape: PartialShape
  /// The elements, little-endian and row-major; empty if they are numbers or strings.
  var content: [UInt8] = []
  var strings: [[UInt8]] = []
  /// The elements as bit patterns of their type; the last one stands for all that follow.
  var numbers: [UInt64] = []

  init(dtype: Int, shape: [Int], content: [UInt8]) { (self.dtype, self.shape, self.content) = (dtype, PartialShape(shape), content) }

  init(strings: [String]) {
    (dtype, shape) = (TensorBundleDType.string.rawValue, PartialShape([strings.count]))
    self.strings = strings.map { Array($0.utf8) }
  }

  init(_ message: ProtobufReader) throws(WireProblem) {
    (dtype, shape) = (0, PartialShape([]))
    var reader = message
    while let field = try reader.next() {
      switch field.number {
      case 1: dtype = Int(try field.integer())
      case 2: shape = try field.content()
      case 4: content = Array(try field.block())
      case 5: numbers += try field.floats()
      case 6: numbers += try field.doubles()
      case 7, 10, 11, 13, 16, 17: numbers += try field.integers().map { UInt64(bitPattern: $0) }
      case 8: strings.append(Array(try field.block()))
      default: break
      }
    }
  }

  func write(to message: inout ProtobufWriter) {
    message.integer(1, Int64(dtype))
    message.message(2, shape)
    if !content.isEmpty { message.block(4, content) }
    for string in strings { message.block(8, string) }
  }
}

extension ProtobufField {
  /// A repeated `float` as bit patterns, packed or one of it.
  fileprivate func floats() throws(WireProblem) -> [UInt64] {
    guard let bytes = try? block() else { return [UInt64(try fixed32())] }
    var reader = ByteReader(bytes)
    var found: [UInt64] = []
    while !reader.isAtEnd { found.append(UInt64(try reader.readLittleEndian(UInt32.self))) }
    return found
  }

  /// A repeated `double` as bit patterns, packed or one of it.
  fileprivate func doubles() throws(WireProblem) -> [UInt64] {
    guard let bytes = try? block() else { return [try fixed64()] }
    var reader = ByteReader(bytes)
    var found: [UInt64] = []
    while !reader.isAtEnd { found.append(try reader.readLittleEndian(UInt64.self)) }
    return found
  }
}
