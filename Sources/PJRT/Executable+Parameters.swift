import WireFormats

extension Executable {
  /// Requires that the program's parameters have the signature's types: a plugin takes bytes of another type for what it expects.
  ///
  /// Of a program that Apus wrote they have them; of one from elsewhere only the compiled program says it.
  /// - Throws: `CallProblem.argumentCount` or `CallProblem.argumentType`, `PJRTError` where the plugin does not describe programs.
  package func requireParameterTypes() throws {
    let expected = try parameterTypes()
    guard expected.count == signature.inputs.count else {
      throw CallProblem.argumentCount(expected: expected.count, given: signature.inputs.count)
    }
    for (index, (type, given)) in zip(expected, signature.inputs).enumerated() where type != given {
      throw CallProblem.argumentType(index: index, expected: type ?? BufferType(.pred), given: given)
    }
  }

  /// The types of the parameters; `nil` for one that no buffer has.
  private func parameterTypes() throws -> [BufferType?] {
    // `HloModuleProtoWithConfig.hlo_module`, `HloModuleProto.host_program_shape`, `ProgramShapeProto.parameters`.
    var types: [BufferType?] = []
    let program = try optimizedProgram()
    for module in try messages(1, in: program[...]) {
      for shape in try messages(4, in: module) {
        for parameter in try messages(1, in: shape) { types.append(try bufferType(parameter)) }
      }
    }
    return types
  }

  private func messages(_ number: Int, in message: ArraySlice<UInt8>) throws -> [ArraySlice<UInt8>] {
    var found: [ArraySlice<UInt8>] = []
    var reader = ProtobufReader(message)
    while let field = try reader.next() { if field.number == number { found.append(try field.block()) } }
    return found
  }

  /// Reads `ShapeProto`.
  private func bufferType(_ message: ArraySlice<UInt8>) throws -> BufferType? {
    var element: ElementType?
    var dimensions: [Int] = []
    var reader = ProtobufReader(message)
    while let field = try reader.next() {
      if field.number == 2 { element = ElementType(hlo: try field.integer()) }
      if field.number == 3 { dimensions += try field.integers().map(Int.init) }
    }
    return element.map { BufferType($0, dimensions) }
  }
}

extension ElementType {
  /// The type with this number in XLA's `PrimitiveType`, which differs from the plugin interface's in one.
  fileprivate init?(hlo number: Int64) {
    switch number {
    case 1...12: self.init(rawValue: Int32(number))
    case 16: self = .bf16
    default: return nil
    }
  }
}
