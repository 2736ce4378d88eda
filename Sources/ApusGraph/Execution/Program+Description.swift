extension Program: CustomStringConvertible {
  /// One line an instruction, for example
  ///
  ///     %0 = multiply(arg0, arg0)   Float[3]
  ///     %1 = sum(%0)   Float[]
  ///     return %1
  public var description: String {
    let lines = instructions.enumerated().map { index, instruction in
      "%\(index) = \(instruction.operation.name)(\(list(instruction.operands)))   \(instruction.type)"
    }
    return (lines + ["return \(list(outputs))"]).joined(separator: "\n")
  }

  private func list(_ references: [Reference]) -> String {
    references.map { ($0.isInput ? "arg" : "%") + String($0.index) }.joined(separator: ", ")
  }
}
