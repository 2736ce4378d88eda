extension Program {
  /// The program as a StableHLO module with one function, `main`.
  ///
  /// - Parameters:
  ///   - donors: inputs whose memory may become that of an output of the same type. It is a permission: the caller of the
  ///     executable can withhold it call by call.
  ///   - style: for whom it is written.
  public func stableHLO(donors: [(input: Int, output: Int)] = [], style: LoweringStyle = .tuned) throws -> String {
    var emitter = Emitter(style: style)
    let arguments = Emitter.arguments(inputs)
    let results = try emitter.emit(style == .tuned ? tuned() : self, arguments)
    return emitter.module(arguments, results, donors: donors)
  }

  /// The same program with products of matrices as oneDNN computes them best.
  private func tuned() -> Program { narrowingProducts().descendingAlongProducts().finishingProducts().orderingUpdates() }
}

extension Emitter {
  /// The parameters of `main`: `%arg0`, `%arg1`, ….
  static func arguments(_ types: [TensorType]) -> [Value] { types.enumerated().map { Value(name: "%arg\($0)", type: $1) } }

  /// The lines written so far as a module.
  ///
  /// - Parameter attributes: of the module, as `{name = true}`.
  func module(
    _ arguments: [Value], _ results: [Value], donors: [(input: Int, output: Int)] = [], attributes: String = ""
  ) -> String {
    let aliases = Dictionary(uniqueKeysWithValues: donors.map { ($0.input, $0.output) })
    let parameters = arguments.enumerated().map { index, argument in
      "\(argument.name): \(argument.type.stableHLO)" + (aliases[index].map { " {tf.aliasing_output = \($0) : i32}" } ?? "")
    }
    let types = types(results)
    let end = results.isEmpty ? "  return" : "  return \(names(results)) : \(types)"
    return """
      module @apus \(attributes.isEmpty ? "" : "attributes \(attributes) "){
      func.func public @main(\(parameters.joined(separator: ", "))) -> (\(types)) {
      \(lines.joined(separator: "\n"))
      \(end)
      }
      }

      """
  }
}
