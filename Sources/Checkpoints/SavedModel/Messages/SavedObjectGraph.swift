import WireFormats

/// `SavedObjectGraph`: all objects of a saved program, the first of which is the one that was saved, and what can be called.
struct SavedObjectGraph: TensorFlowMessage, Hashable {
  /// `SavedConcreteFunction`: a function of the library for callers.
  struct Function: TensorFlowMessage, Hashable {
    /// The objects whose variables are the last arguments of the function in the library.
    var variables: [Int] = []
    /// The arguments: a tuple of those by position and a dictionary of those by name.
    var input = StructuredValue.none
    var output = StructuredValue.none

    init(variables: [Int], input: StructuredValue, output: StructuredValue) {
      (self.variables, self.input, self.output) = (variables, input, output)
    }

    init(_ message: ProtobufReader) throws(WireProblem) {
      var reader = message
      while let field = try reader.next() {
        switch field.number {
        case 2: variables += try field.integers().map(Int.init)
        case 3: input = try field.content()
        case 4: output = try field.content()
        default: break
        }
      }
    }

    func write(to message: inout ProtobufWriter) {
      if !variables.isEmpty { message.packed(2, variables.map { UInt64($0) }) }
      message.message(3, input)
      message.message(4, output)
    }
  }

  var objects: [SavedObject] = []
  var functions: [String: Function] = [:]

  init() {}

  init(_ message: ProtobufReader) throws(WireProblem) {
    var reader = message
    while let field = try reader.next() {
      if field.number == 1 { objects.append(try field.content()) }
      guard field.number == 2 else { continue }
      let (key, value) = try field.entry(Function.self)
      functions[key] = value
    }
  }

  func write(to message: inout ProtobufWriter) {
    message.messages(1, objects)
    message.map(2, functions)
  }
}
