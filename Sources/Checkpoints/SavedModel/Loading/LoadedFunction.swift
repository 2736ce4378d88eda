/// A function of a loaded SavedModel.
///
///     let multiply = try model.function("multiply")
///     let product: Tensor<Int32> = try multiply(Tensor([1, 2, 3]))
///     let parts = try model.function("parts")(["z": AnyTensor(z), "a": AnyTensor(a)])
///     print(parts["total"]?.shape)
///
/// StableHLO runs on the device at once. No gradient passes through it.
public struct LoadedFunction: Sendable {
  public let name: String
  let signatures: [CallableSignature]
  let library: FunctionLibrary

  /// The arguments, as `image: float32 [?, 28, 28, 1]`; those of the first signature if there are several.
  public var arguments: [String] { signatures.first?.arguments.map(\.text) ?? [] }
  /// The results in the same form.
  public var results: [String] { signatures.first?.results.map(\.text) ?? [] }

  /// Calls the function with arguments by name.
  ///
  /// - Returns: the results by name.
  /// - Throws: `SavedModelError.wrongArguments`, the diagnosis of a mistake in an argument, errors of the compiler.
  public func callAsFunction(_ arguments: [String: AnyTensor]) throws -> [String: AnyTensor] {
    let given = arguments.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value.node.type)" }.joined(separator: ", ")
    for signature in signatures where Set(arguments.keys) == Set(signature.arguments.map(\.name)) {
      let ordered = signature.arguments.compactMap { arguments[$0.name]?.node }
      guard let results = try run(signature, ordered) else { continue }
      return Dictionary(zip(signature.results.map(\.name), results.map { AnyTensor($0) }), uniquingKeysWith: { $1 })
    }
    throw wrongArguments(given)
  }

  /// Calls a function of one argument and one result.
  public func callAsFunction<A, Result>(_ a: Tensor<A>) throws -> Tensor<Result> { try single([AnyTensor(a)]) }

  /// Calls a function of two arguments, in their order, and one result.
  public func callAsFunction<A, B, Result>(_ a: Tensor<A>, _ b: Tensor<B>) throws -> Tensor<Result> {
    try single([AnyTensor(a), AnyTensor(b)])
  }

  private func single<Result: TensorScalar>(_ arguments: [AnyTensor]) throws -> Tensor<Result> {
    let results = try callAsFunction(arguments)
    guard results.count == 1, let result = results[0].typed(Result.self) else {
      let found = results.map { "\($0.node.type)" }.joined(separator: ", ")
      throw SavedModelError.wrongResults(function: name, expected: "one tensor of \(Result.dtype)", found: found)
    }
    return result
  }

  /// Calls the function with arguments in their order.
  public func callAsFunction(_ arguments: [AnyTensor]) throws -> [AnyTensor] {
    for signature in signatures where signature.arguments.count == arguments.count {
      if let results = try run(signature, arguments.map(\.node)) { return results.map { AnyTensor($0) } }
    }
    throw wrongArguments(arguments.map { "\($0.node.type)" }.joined(separator: ", "))
  }

  /// - Returns: `nil` if the signature is for other arguments.
  private func run(_ signature: CallableSignature, _ arguments: [Node]) throws -> [Node]? {
    if let diagnosis = arguments.lazy.compactMap(\.diagnosis).first { throw diagnosis }
    guard zip(signature.arguments, arguments).allSatisfy({ $0.admits($1.type) }) else { return nil }
    let variables = signature.variables.map { $0.map { LoadedValue.variable($0) } ?? .nothing }
    let results = try library.run(signature.function, arguments.map { .tensor($0) } + variables, called: name)
    return try zip(signature.results, results).map { result, value in
      guard case .tensor(let node) = value, TensorBundleDType(node.dtype).rawValue == result.dtype else {
        throw library.malformed(name, "a result \(result.name) that is no \(result.text)")
      }
      return node
    }
  }

  private func wrongArguments(_ given: String) -> SavedModelError {
    .wrongArguments(function: name, expected: signatures.map(\.text).joined(separator: " or "), given: given)
  }
}
