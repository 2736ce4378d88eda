/// What goes into a program in a file and what comes out, in the order of its `main`: the file `signature.json`.
///
///     {
///       "format": "apus-stablehlo-1",
///       "inputs": [
///         {"name": "image", "kind": "argument", "dtype": "F32", "shape": [null, 28, 28, 1]},
///         {"name": "conv1.filter", "kind": "state", "dtype": "F32", "shape": [5, 5, 1, 6]}
///       ],
///       "outputs": [
///         {"name": "logits", "kind": "result", "dtype": "F32", "shape": [null, 10]}
///       ]
///     }
struct ProgramSignature: Hashable {
  enum Kind: String, Hashable, CaseIterable {
    /// Given at each call.
    case argument
    /// Kept from call to call: its first value lies in the file of weights, and an output of the same name takes its place.
    case state
    /// A key of random numbers: another 64 bits at each call.
    case key
    case result
  }

  struct Tensor: Hashable {
    var name: String
    var kind: Kind
    var dtype: DType
    /// `nil` for an extent that is the number of examples.
    var shape: [Int?]

    var isSymbolic: Bool { shape.contains(nil) }
    /// The type, if no extent is open.
    var type: TensorType? { isSymbolic ? nil : TensorType(dtype, TensorShape(shape.compactMap { $0 })) }
    /// As `image: F32 [?, 28, 28, 1]`.
    var text: String { "\(name): \(SafetensorsDType(dtype).rawValue) \(PartialShape(shape))" }

    func admits(_ type: TensorType) -> Bool { type.dtype == dtype && PartialShape(shape).admits(type.shape.dimensions) }
  }

  static let format = "apus-stablehlo-1"

  var inputs: [Tensor]
  var outputs: [Tensor]

  func inputs(_ kind: Kind) -> [Tensor] { inputs.filter { $0.kind == kind } }

  var json: String {
    func list(_ tensors: [Tensor]) -> String { tensors.map { "    " + $0.json }.joined(separator: ",\n") }
    return """
      {
        "format": "\(Self.format)",
        "inputs": [
      \(list(inputs))
        ],
        "outputs": [
      \(list(outputs))
        ]
      }

      """
  }
}

extension ProgramSignature.Tensor {
  fileprivate var json: String {
    let extents = shape.map { $0.map(String.init) ?? "null" }.joined(separator: ", ")
    return
      "{\"name\": \(SafetensorsWriter.quoted(name)), \"kind\": \"\(kind.rawValue)\", \"dtype\": \"\(SafetensorsDType(dtype).rawValue)\", "
      + "\"shape\": [\(extents)]}"
  }
}
