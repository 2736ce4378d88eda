/// The tensors of a model as the variables of a SavedModel, each with its path.
struct SavedVariables {
  struct Variable {
    let path: ObjectPath
    let tensor: AnyTensor
    let isTrainable: Bool
    fileprivate let kind: ExportedTensorKind

    var dtype: Int { TensorBundleDType(tensor.dtype).rawValue }
    var shape: PartialShape { PartialShape(tensor.shape.dimensions) }
  }

  /// The model's tensors in the order of a walk, then what functions have captured.
  private(set) var all: [Variable]
  private let engine = Context.local.engine

  init<Model>(of model: Model) {
    all = []
    for (path, kind, tensor, isTrained) in ExportedFunction.tensors(of: model) {
      // A variable that lies in two places is saved in the first.
      if case .variable(let storage) = kind, all.contains(where: { $0.kind.holds(storage) }) { continue }
      all.append(Variable(path: ObjectPath(prefix: "", name: path), tensor: tensor, isTrainable: isTrained, kind: kind))
    }
  }

  /// The places in `all` of what a function has as inputs beside its arguments.
  mutating func numbers(of inputs: [ExportedFunction.Input]) -> [Int] {
    inputs.compactMap { input in
      switch input {
      case .argument, .randomKey: nil
      case .state(let place): all.firstIndex { if case .replaceable(place) = $0.kind { true } else { false } }
      case .variable(let storage): all.firstIndex { $0.kind.holds(storage) } ?? add(AnyTensor(storage.stored.node), .variable(storage))
      case .captured(let node): all.firstIndex { $0.kind.holds(node) } ?? add(AnyTensor(node), .fixed(node))
      }
    }
  }

  private mutating func add(_ tensor: AnyTensor, _ kind: ExportedTensorKind) -> Int {
    let number = all.filter { $0.path.names.first == Self.capturedName }.count
    let path = ObjectPath(prefix: "\(Self.capturedName)/\(number)")
    all.append(Variable(path: path, tensor: tensor, isTrainable: false, kind: kind))
    return all.count - 1
  }

  /// Where values from outside of a model are found: `captured.0`.
  private static let capturedName = "captured"

  /// What the checkpoint of a SavedModel holds.
  ///
  /// - Parameter graph: the message that says to which object each tensor belongs.
  func tensors(with graph: [UInt8]) throws -> [TensorBundleWriter.Tensor] {
    try engine.materialize(all.map(\.tensor.node))
    let engine = self.engine
    return all.map { variable in
      let tensor = variable.tensor
      return .init(name: variable.path.key, dtype: TensorBundleDType(tensor.dtype), shape: tensor.shape.dimensions) { body in
        let array = try engine.read(tensor.node)
        try withExtendedLifetime((array, tensor)) {
          try body(UnsafeRawBufferPointer(start: array.pointer, count: array.type.byteCount))
        }
      }
    } + [.init(name: ObjectGraph.key, shape: [], strings: [graph])]
  }
}
