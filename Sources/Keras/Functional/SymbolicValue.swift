/// A place in the graph of layers that a model is made of.
public final class SymbolicValue {
  /// The layer that makes it; `nil` for an input.
  let layer: NetworkLayer?
  let inputs: [SymbolicValue]
  /// What it is called in errors.
  let name: String
  /// Its type for two numbers of samples, by which the axes that depend on it are known.
  private let types: [TensorType]
  let diagnosis: Diagnosis?

  private static let sampleCounts = [2, 3]

  init(input shape: TensorShape, _ dtype: DType, name: String?) {
    (layer, inputs) = (nil, [])
    self.name = name ?? "Input(shape: \(shape))"
    types = Self.sampleCounts.map { TensorType(dtype, TensorShape([$0] + shape.dimensions)) }
    let problem = shape.contains { $0 < 0 } ? "the shape \(shape) has a negative extent" : nil
    diagnosis = problem.flatMap { Node.poisoned(.argument(function: "Input", problem: $0, hint: "leave the batch out")).diagnosis }
  }

  /// What a layer makes of values. Its parameters get their shapes here.
  init(_ layer: NetworkLayer, _ inputs: [SymbolicValue]) {
    (self.layer, self.inputs, name) = (layer, inputs, layer.type)
    if let failed = inputs.lazy.compactMap(\.diagnosis).first {
      (types, diagnosis) = ([], failed)
      return
    }
    let outputs = Self.sampleCounts.indices.map { index in Self.output(of: layer, inputs.map { $0.types[index] }) }
    types = outputs.map(\.node.type)
    diagnosis = outputs.lazy.compactMap(\.diagnosis).first
  }

  /// Nothing is computed: the layer sees zeros, of which only the shape counts.
  private static func output(of layer: NetworkLayer, _ types: [TensorType]) -> AnyTensor {
    withContext(Context.local.with(recorders: [])) {
      withLearningPhase(.inference) {
        let made = layer.apply(layer.module, types.map { AnyTensor(Node.constant(0, $0)) })
        return made.first ?? .wrongCount(0, of: "outputs", expected: 1)
      }
    }
  }

  /// Its type for some number of samples.
  var type: TensorType? { types.first }

  var shape: [Int?] {
    guard types.count == 2, types[0].rank == types[1].rank else { return [] }
    return zip(types[0].shape, types[1].shape).map { $0 == $1 ? $0 : nil }
  }
}
