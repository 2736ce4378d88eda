/// The types of a program's arguments and results, on each of its devices.
///
/// The plugin compares only byte sizes, so a wrong type of the same size would be read as numbers of another kind. The
/// signature is what `Executable.execute` checks arguments against.
public struct ExecutableSignature: Hashable, Sendable {
  public let inputs: [BufferType]
  public let outputs: [BufferType]

  public init(inputs: [BufferType], outputs: [BufferType]) {
    self.inputs = inputs
    self.outputs = outputs
  }
}

extension ExecutableSignature: CustomStringConvertible {
  /// `(f32[2,3], s32[]) -> (f32[2])`
  public var description: String {
    "(\(inputs.map(\.description).joined(separator: ", "))) -> (\(outputs.map(\.description).joined(separator: ", ")))"
  }
}
