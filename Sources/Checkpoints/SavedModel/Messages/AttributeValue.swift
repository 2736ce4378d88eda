import WireFormats

/// `AttrValue`: an attribute of an operation.
enum AttributeValue: TensorFlowMessage, Hashable {
  case string([UInt8])
  case integer(Int64)
  case float(Float)
  case bool(Bool)
  /// The number of an element type.
  case type(Int)
  case shape(PartialShape)
  case tensor(TensorMessage)
  /// The name of a function.
  case function(String)
  case list(List)
  /// One of a kind that is not used here.
  case other

  struct List: Hashable {
    var strings: [[UInt8]] = []
    var integers: [Int64] = []
    var types: [Int] = []
    var shapes: [PartialShape] = []
  }

  static func text(_ text: String) -> AttributeValue { .string(Array(text.utf8)) }
  static func types(_ types: [Int]) -> AttributeValue { .list(List(types: types)) }
  static func integers(_ integers: [Int]) -> AttributeValue { .list(List(integers: integers.map(Int64.init))) }

  init(_ message: ProtobufReader) throws(WireProblem) {
    self = .other
    var reader = message
    while let field = try reader.next() {
      switch field.number {
      case 1: self = .list(try List(field.message()))
      case 2: self = .string(Array(try field.block()))
      case 3: self = .integer(try field.integer())
      case 4: self = .float(try field.float())
      case 5: self = .bool(try field.integer() != 0)
      case 6: self = .type(Int(try field.integer()))
      case 7: self = .shape(try field.content())
      case 8: self = .tensor(try field.content())
      case 10: self = .function(try Self.functionName(field.message()))
      default: break
      }
    }
  }

  private static func functionName(_ message: ProtobufReader) throws(WireProblem) -> String {
    var reader = message
    var name = ""
    while let field = try reader.next() { if field.number == 1 { name = try field.string() } }
    return name
  }

  func write(to message: inout ProtobufWriter) {
    switch self {
    case .string(let bytes): message.block(2, bytes)
    case .integer(let number): message.integer(3, number)
    case .float(let number): message.float(4, number)
    case .bool(let flag): message.integer(5, flag ? 1 : 0)
    case .type(let number): message.integer(6, Int64(number))
    case .shape(let shape): message.message(7, shape)
    case .tensor(let tensor): message.message(8, tensor)
    case .function(let name): message.message(10) { $0.string(1, name) }
    case .list(let list): message.message(1, list)
    case .other: break
    }
  }
}

extension AttributeValue.List: TensorFlowMessage {
  init(_ message: ProtobufReader) throws(WireProblem) {
    self.init()
    var reader = message
    while let field = try reader.next() {
      switch field.number {
      case 2: strings.append(Array(try field.block()))
      case 3: integers += try field.integers()
      case 6: types += try field.integers().map(Int.init)
      case 7: shapes.append(try field.content())
      default: break
      }
    }
  }

  func write(to message: inout ProtobufWriter) {
    for string in strings { message.block(2, string) }
    if !integers.isEmpty { message.packed(3, integers.map { UInt64(bitPattern: $0) }) }
    if !types.isEmpty { message.packed(6, types.map { UInt64($0) }) }
    message.messages(7, shapes)
  }
}
