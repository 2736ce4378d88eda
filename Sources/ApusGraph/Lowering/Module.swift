extension Program {
  /// The program as a StableHLO module with one function, `main`.
  ///
  /// - Parameter donors: inputs whose memory may become that of an output of the same type. It is a permission: the caller of the
  ///   executable can withhold it call by call.
  public func stableHLO(donors: [(input: Int, output: Int)] = []) throws -> String {
    var emitter = Emitter()
    let arguments = inputs.enumerated().map { Value(name: "%arg\($0)", type: $1) }
    let results = try emitter.emit(self, arguments)
    let aliases = Dictionary(uniqueKeysWithValues: donors.map { ($0.input, $0.output) })
    let parameters = arguments.enumerated().map { index, argument in
      "\(argument.name): \(argument.type.stableHLO)" + (aliases[index].map { " {tf.aliasing_output = \($0) : i32}" } ?? "")
    }
    let types = emitter.types(results)
    let end = results.isEmpty ? "  return" : "  return \(emitter.names(results)) : \(types)"
    return """
      module @apus {
      func.func public @main(\(parameters.joined(separator: ", "))) -> (\(types)) {
      \(emitter.lines.joined(separator: "\n"))
      \(end)
      }
      }

      """
  }
}
