import WireFormats

extension SummaryValue {
  /// Reads the message `Summary.Value`.
  init(_ message: ProtobufReader) throws(WireProblem) {
    self.init(tag: "", content: .nothing)
    var reader = message
    while let field = try reader.next() {
      switch field.number {
      case 1: tag = try field.string()
      case 2: content = .scalar(try field.float())
      case 8: content = try Self.readTensor(field.message())
      case 9: plugin = try Self.readPlugin(field.message())
      default: break
      }
    }
  }

  private static func readTensor(_ message: ProtobufReader) throws(WireProblem) -> Content {
    var reader = message
    var shape: [Int] = []
    var strings: [[UInt8]] = []
    var bytes: ArraySlice<UInt8> = []
    var type: Int64 = 0
    while let field = try reader.next() {
      switch field.number {
      case 1: type = try field.integer()
      case 2: shape = try field.message().shape()
      case 4: bytes = try field.block()
      case 5: return .scalar(try readFirstFloat(field))
      case 8: strings.append(Array(try field.block()))
      default: break
      }
    }
    var numbers = ByteReader(bytes)
    switch type {
    case 7: return .strings(strings)
    case 2:
      var doubles: [Double] = []
      while !numbers.isAtEnd { doubles.append(Double(bitPattern: try numbers.readLittleEndian())) }
      return .doubles(doubles, shape: shape)
    case 1 where !bytes.isEmpty: return .scalar(Float(bitPattern: try numbers.readLittleEndian()))
    default: return .nothing
    }
  }

  /// `float_val`: one number, or several packed.
  private static func readFirstFloat(_ field: ProtobufField) throws(WireProblem) -> Float {
    if let single = try? field.float() { return single }
    var packed = ByteReader(try field.block())
    return Float(bitPattern: try packed.readLittleEndian())
  }

  private static func readPlugin(_ message: ProtobufReader) throws(WireProblem) -> Plugin {
    var metadata = message
    var plugin = Plugin(name: "", dataClass: 0)
    while let field = try metadata.next() {
      if field.number == 4 { plugin.dataClass = Int(truncatingIfNeeded: try field.integer()) }
      guard field.number == 1 else { continue }
      var data = try field.message()
      while let field = try data.next() {
        if field.number == 1 { plugin.name = try field.string() }
        if field.number == 2 { plugin.content = Array(try field.block()) }
      }
    }
    return plugin
  }
}
