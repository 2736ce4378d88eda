/// One way in which a loaded function can be called: a function of the library with its variables.
struct CallableSignature: Sendable {
  struct Tensor: Sendable {
    let name: String
    let shape: PartialShape
    let dtype: Int

    /// As `image: float32 [?, 28, 28, 1]`.
    var text: String {
      let type = TensorBundleDType(rawValue: dtype).map { "\($0)" } ?? "type \(dtype)"
      return "\(name): \(type) \(shape)"
    }

    func admits(_ type: TensorType) -> Bool { TensorBundleDType(type.dtype).rawValue == dtype && shape.admits(type.shape.dimensions) }
  }

  let function: String
  let arguments: [Tensor]
  /// The function's last parameters; `nil` for a variable that holds no tensor.
  let variables: [VariableStorage?]
  let results: [Tensor]

  var text: String { "(" + arguments.map(\.text).joined(separator: ", ") + ")" }
}
