extension LoadedOperation {
  /// Functions in StableHLO.
  static let modules = [LoadedOperation("XlaCallModule") { try LoadedModule($0).run($0).map { .tensor($0) } }]
}

/// An operation `XlaCallModule`: its module and what goes in and out.
private struct LoadedModule {
  private let code: [UInt8]
  private let results: [(dtype: DType, shape: PartialShape)]
  private let takesPlatform: Int?

  init(_ call: LoadedCall) throws {
    guard case .string(let code) = try call.attribute("module") else { throw call.malformed("no module") }
    guard case .integer(let version) = try call.attribute("version"), (4...10).contains(version) else {
      throw call.unsupported("a version that is not 4 to 10")
    }
    if case .list(let functions)? = call.node.attributes["function_list"], functions != .init() {
      throw call.unsupported("calls of TensorFlow's functions from the module")
    }
    if case .list(let arguments)? = call.node.attributes["dim_args_spec"], arguments != .init() {
      throw call.unsupported("extents as arguments")
    }
    if case .bool(true)? = call.node.attributes["has_token_input_output"] { throw call.unsupported("tokens") }
    if let target = ForeignModule.unsafeCall(in: code) { throw call.unsupported("the custom call \(target)") }
    guard case .list(let types) = try call.attribute("Tout"), case .list(let shapes) = try call.attribute("Sout"),
      types.types.count == shapes.shapes.count
    else { throw call.malformed("no types of results") }
    results = try zip(types.types, shapes.shapes).map { number, shape in
      guard let dtype = TensorBundleDType(rawValue: number)?.dtype else { throw call.unsupported("a result of type \(number)") }
      return (dtype, shape)
    }
    self.code = code
    takesPlatform = try Self.platform(of: call)
  }

  /// The place of this platform among several, which the module takes as its first argument.
  private static func platform(of call: LoadedCall) throws -> Int? {
    guard case .list(let list)? = call.node.attributes["platforms"], list.strings.count > 1 else { return nil }
    let names = list.strings.map { String(decoding: $0, as: UTF8.self) }
    let own = try DeviceRuntime.shared.client().platformName.uppercased()
    guard let place = names.firstIndex(of: own) else { throw call.unsupported("platforms \(names.joined(separator: ", ")), not \(own)") }
    return place
  }

  func run(_ call: LoadedCall) throws -> [Node] {
    var operands = try call.tensors()
    if let takesPlatform { operands.insert(.leaf(try HostArray([Int32(takesPlatform)], shape: [])), at: 0) }
    let types = operands.map(\.type)
    let module = try call.library.module(.init(function: call.function, node: call.node.name, types: types)) {
      try compiled(types, call)
    }
    return try module.run(operands)
  }

  private func compiled(_ types: [TensorType], _ call: LoadedCall) throws -> ForeignModule {
    if let text = SymbolicText(code) {
      guard let (module, outputs) = text.module(for: types) else { throw call.malformed("arguments \(types) do not fit the module") }
      for (output, result) in zip(outputs, results) where output.dtype != result.dtype || !result.shape.admits(output.shape.dimensions) {
        throw call.malformed("a result \(output) for \(result.dtype) \(result.shape)")
      }
      return try ForeignModule(module, inputs: types, outputs: outputs)
    }
    let outputs = try results.map { result in
      guard let dimensions = result.shape.dimensions else { throw call.unsupported("a result of shape \(result.shape)") }
      return TensorType(result.dtype, TensorShape(dimensions))
    }
    return try ForeignModule(code, inputs: types, outputs: outputs)
  }
}
