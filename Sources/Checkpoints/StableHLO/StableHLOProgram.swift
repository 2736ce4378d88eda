import Synchronization

/// A program in a file: StableHLO with a signature and the tensors that it keeps from call to call. It runs on any plugin, without
/// the code that it was made of.
///
///     var step = try StableHLOProgram.load("step.program")
///     for (images, labels) in batches {
///       let results = try step(["images": AnyTensor(images), "labels": AnyTensor(labels)])
///       print(results["loss"]?.shape ?? [])
///     }
///     try step.saveState(to: "trained.safetensors")
///
/// `StableHLOProgram.export` and `exportStep` write such files.
public struct StableHLOProgram {
  static let moduleName = "module.mlir"
  package static let signatureName = "signature.json"
  package static let weightsName = "weights.safetensors"

  public let path: String
  let signature: ProgramSignature
  private let code: [UInt8]
  private let modules = ModuleCache()
  /// What the program keeps from call to call, by name.
  public private(set) var state: [String: AnyTensor]

  /// Opens the program in a folder.
  ///
  /// - Throws: `ProgramError`, `SafetensorsError`.
  public static func load(_ path: String) throws -> StableHLOProgram {
    let signature: ProgramSignature
    do { signature = try ProgramSignature(json: read(path + "/" + signatureName)) } catch let problem as JSONProblem {
      throw ProgramError.malformedSignature(path: path + "/" + signatureName, problem)
    }
    let code = try read(path + "/" + moduleName)
    if let target = ForeignModule.unsafeCall(in: code) { throw ProgramError.unsafeCall(path: path + "/" + moduleName, name: target) }
    return StableHLOProgram(
      path: path, signature: signature, code: code, state: try readState(signature, path + "/" + weightsName))
  }

  private init(path: String, signature: ProgramSignature, code: [UInt8], state: [String: AnyTensor]) {
    (self.path, self.signature, self.code, self.state) = (path, signature, code, state)
  }

  private static func read(_ path: String) throws(ProgramError) -> [UInt8] {
    let file: MappedFile
    do { file = try MappedFile(path: path) } catch { throw .unreadable(path: path, reason: error.reason) }
    return withExtendedLifetime(file) { [UInt8](file.bytes) }
  }

  private static func readState(_ signature: ProgramSignature, _ path: String) throws -> [String: AnyTensor] {
    let file = try SafetensorsFile(path: path)
    var state: [String: AnyTensor] = [:]
    for input in signature.inputs(.state) {
      guard let type = input.type, let stored = file.description(of: input.name), stored.dtype == type.dtype,
        stored.shape == type.shape.dimensions
      else { throw ProgramError.wrongState(path: path, expected: input.text) }
      state[input.name] = AnyTensor(.leaf(try file.hostArray(of: stored)))
    }
    return state
  }

  /// The arguments, as `image: F32 [?, 28, 28, 1]`.
  public var arguments: [String] { signature.inputs(.argument).map(\.text) }
  /// The results in the same form.
  public var results: [String] { signature.outputs.filter { $0.kind == .result }.map(\.text) }
  /// The names of what a call changes of the state.
  package var changedState: [String] { signature.outputs.filter { $0.kind == .state }.map(\.name) }
  /// The length of the module.
  package var codeByteCount: Int { code.count }

  /// Runs the program; what it keeps is that of the next call.
  ///
  /// - Returns: the results by name.
  /// - Throws: `ProgramError.wrongArguments`, the diagnosis of a mistake in an argument, errors of the plugin. Then the state stays.
  public mutating func callAsFunction(_ arguments: [String: AnyTensor]) throws -> [String: AnyTensor] {
    let operands = try signature.inputs.map { input in
      switch input.kind {
      case .state: return state[input.name]?.node
      case .key: return Node.nextRandomKey()
      case .argument, .result:
        guard let node = arguments[input.name]?.node else { return nil }
        if let diagnosis = node.diagnosis { throw diagnosis }
        return input.admits(node.type) ? node : nil
      }
    }
    let known = operands.compactMap { $0 }
    guard known.count == operands.count, arguments.count == signature.inputs(.argument).count else {
      let given = arguments.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value.node.type)" }
      throw ProgramError.wrongArguments(path: path, expected: self.arguments, given: given)
    }
    let values = try module(for: known.map(\.type)).run(known)
    var results: [String: AnyTensor] = [:]
    for (output, value) in zip(signature.outputs, values) {
      if output.kind == .state { state[output.name] = AnyTensor(value) } else { results[output.name] = AnyTensor(value) }
    }
    return results
  }

  private func module(for types: [TensorType]) throws -> ForeignModule {
    try modules.module(for: types) {
      if let text = SymbolicText(code) {
        guard let (module, outputs) = text.module(for: types), outputs.count == signature.outputs.count,
          zip(signature.outputs, outputs).allSatisfy({ $0.admits($1) })
        else { throw ProgramError.otherModule(path: path + "/" + Self.moduleName) }
        return try ForeignModule(module, inputs: types, outputs: outputs)
      }
      let outputs = signature.outputs.compactMap(\.type)
      guard outputs.count == signature.outputs.count else { throw ProgramError.otherModule(path: path + "/" + Self.moduleName) }
      return try ForeignModule(code, inputs: types, outputs: outputs)
    }
  }

  /// Writes what the program keeps as safetensors, under the names that a model's weights have.
  ///
  /// - Throws: `AtomicFileError`.
  public func saveState(to path: String) throws {
    try saveTensors(state.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }, to: path)
  }
}

/// The compiled forms of a program for the types of its arguments, shared by copies of it.
private final class ModuleCache: Sendable {
  private let modules = Mutex<[[TensorType]: ForeignModule]>([:])

  func module(for types: [TensorType], _ make: () throws -> ForeignModule) throws -> ForeignModule {
    if let known = modules.withLock({ $0[types] }) { return known }
    let made = try make()
    modules.withLock { $0[types] = made }
    return made
  }
}
