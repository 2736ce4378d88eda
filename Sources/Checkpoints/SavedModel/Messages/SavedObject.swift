import WireFormats

/// `SavedObject`: an object of a program as it was saved, with the names and the places of its members.
struct SavedObject: TensorFlowMessage, Hashable {
  struct Member: Hashable {
    var name: String
    var object: Int
  }

  enum Kind: Hashable {
    /// An object with nothing but members; the identifier says how TensorFlow revives it.
    case user(identifier: String)
    case variable(Variable)
    /// A function that can be called with several signatures, by the names of those in the library, and its arguments by position.
    case function([String], arguments: [String])
    /// A function of one signature, with the names of its arguments.
    case concreteFunction(String, arguments: [String])
    /// One of a kind that is not used here.
    case other
  }

  struct Variable: Hashable {
    var name: String
    var dtype: Int
    var shape: PartialShape
    var isTrainable: Bool
  }

  var members: [Member] = []
  var kind: Kind

  init(_ kind: Kind) { self.kind = kind }

  init(_ message: ProtobufReader) throws(WireProblem) {
    self.init(.other)
    var reader = message
    while let field = try reader.next() {
      switch field.number {
      case 1: members.append(try Self.readMember(field.message()))
      case 4: kind = .user(identifier: try Self.readText(1, field.message()))
      case 6: kind = .function(try Self.readFunction(field.message()), arguments: [])
      case 7: kind = .variable(try Self.readVariable(field.message()))
      case 8: kind = try Self.readConcreteFunction(field.message())
      default: break
      }
    }
  }

  private static func readMember(_ message: ProtobufReader) throws(WireProblem) -> Member {
    var reader = message
    var member = Member(name: "", object: 0)
    while let field = try reader.next() {
      if field.number == 1 { member.object = Int(try field.integer()) }
      if field.number == 2 { member.name = try field.string() }
    }
    return member
  }

  private static func readText(_ number: Int, _ message: ProtobufReader) throws(WireProblem) -> String {
    var reader = message
    var text = ""
    while let field = try reader.next() { if field.number == number { text = try field.string() } }
    return text
  }

  private static func readFunction(_ message: ProtobufReader) throws(WireProblem) -> [String] {
    var reader = message
    var names: [String] = []
    while let field = try reader.next() { if field.number == 1 { names.append(try field.string()) } }
    return names
  }

  private static func readConcreteFunction(_ message: ProtobufReader) throws(WireProblem) -> Kind {
    var reader = message
    var name = "", arguments: [String] = []
    while let field = try reader.next() {
      if field.number == 1 { name = try field.string() }
      if field.number == 2 { arguments.append(try field.string()) }
    }
    return .concreteFunction(name, arguments: arguments)
  }

  private static func readVariable(_ message: ProtobufReader) throws(WireProblem) -> Variable {
    var reader = message
    var variable = Variable(name: "", dtype: 0, shape: PartialShape([]), isTrainable: false)
    while let field = try reader.next() {
      switch field.number {
      case 1: variable.dtype = Int(try field.integer())
      case 2: variable.shape = try field.content()
      case 3: variable.isTrainable = try field.integer() != 0
      case 6: variable.name = try field.string()
      default: break
      }
    }
    return variable
  }

  func write(to message: inout ProtobufWriter) {
    for member in members {
      message.message(1) { reference in
        reference.integer(1, Int64(member.object))
        reference.string(2, member.name)
      }
    }
    switch kind {
    case .user(let identifier):
      message.message(4) { user in
        user.string(1, identifier)
        user.message(2) { version in
          version.integer(1, 1)
          version.integer(2, 1)
        }
      }
    case .function(let names, let arguments): message.message(6) { Self.writeFunction(names, arguments, &$0) }
    case .variable(let variable):
      message.message(7) { inner in
        inner.integer(1, Int64(variable.dtype))
        inner.message(2, variable.shape)
        inner.nonzero(3, variable.isTrainable ? 1 : 0)
        inner.string(6, variable.name)
      }
    case .concreteFunction(let name, let arguments):
      message.message(8) { function in
        function.string(1, name)
        for argument in arguments { function.string(2, argument) }
        // A signature is called with names alone.
        function.integer(3, 0)
      }
    case .other: break
    }
  }

  /// `SavedFunction`. Its parameters are described as Python's `inspect.getfullargspec` describes them.
  private static func writeFunction(_ names: [String], _ arguments: [String], _ message: inout ProtobufWriter) {
    for name in names { message.string(1, name) }
    let parameters = StructuredValue.namedTuple(
      "FullArgSpec",
      [
        ("args", .list(arguments.map { .text($0) })), ("varargs", .none), ("varkw", .none), ("defaults", .none), ("kwonlyargs", .list([])),
        ("kwonlydefaults", .none), ("annotations", .dictionary([:])),
      ])
    message.message(2) { specification in
      specification.message(1, parameters)
      // No signature that calls would be held against: Python would otherwise not find a field.
      specification.message(5, StructuredValue.none)
    }
  }
}
