/// The tensors of a model, or of a model and its optimizer, as the state of a program in a file.
struct ProgramState {
  private let tensors: [(path: String, kind: ExportedTensorKind, tensor: AnyTensor, isTrained: Bool)]

  init<State>(of state: State) { tensors = ExportedFunction.tensors(of: state) }

  /// What a program's inputs after its arguments are, and the values of those that are state.
  func inputs(
    _ inputs: [ExportedFunction.Input]
  ) throws -> (described: [ProgramSignature.Tensor], values: [(name: String, tensor: AnyTensor)]) {
    var described: [ProgramSignature.Tensor] = [], values: [(name: String, tensor: AnyTensor)] = []
    var captured = 0, keys = 0
    func add(_ name: String, _ tensor: AnyTensor) {
      described.append(.init(name: name, kind: .state, dtype: tensor.dtype, shape: tensor.shape.dimensions))
      values.append((name, tensor))
    }
    for input in inputs {
      switch input {
      case .argument: continue
      case .randomKey:
        described.append(.init(name: "random_key_\(keys)", kind: .key, dtype: .uint64, shape: []))
        keys += 1
      case .state(let place):
        if let known = tensors.first(where: { $0.kind.isReplaceable(place) }) { add(known.path, known.tensor) }
      case .variable(let storage):
        if let known = tensors.first(where: { $0.kind.holds(storage) }) {
          add(known.path, known.tensor)
        } else {
          add("captured_\(captured)", AnyTensor(storage.stored.node))
          captured += 1
        }
      case .captured(let node):
        if let known = tensors.first(where: { $0.kind.holds(node) }) {
          add(known.path, known.tensor)
        } else {
          add("captured_\(captured)", AnyTensor(node))
          captured += 1
        }
      }
    }
    return (described, values)
  }

  /// The name of the tensor that an output takes the place of.
  func name(of output: ExportedFunction.Output) -> String? {
    tensors.first { entry in
      switch output {
      case .result: false
      case .state(let place): entry.kind.isReplaceable(place)
      case .variable(let storage): entry.kind.holds(storage)
      }
    }?.path
  }
}

extension ExportedTensorKind {
  func isReplaceable(_ place: Int) -> Bool { if case .replaceable(place) = self { true } else { false } }
  func holds(_ storage: VariableStorage) -> Bool { if case .variable(let own) = self { own === storage } else { false } }
  func holds(_ node: Node) -> Bool { if case .fixed(let own) = self { own === node } else { false } }
}
