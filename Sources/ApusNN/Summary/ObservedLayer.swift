/// A layer whose calls `summary(input:)` sees, as all layers of the library are: `forward` says what it does, the call is made of it.
///
///     struct Scale: ObservedLayer {
///       var factor = Tensor<Float>(1)
///       func forward(_ input: Tensor<Float>) -> Tensor<Float> { input * factor }
///     }
///
/// A layer that has `callAsFunction` itself is as good a layer; a summary shows the layers in it and its own tensors.
public protocol ObservedLayer: Layer {
  // Named again, so that they are inferred from `forward`.
  associatedtype Input
  associatedtype Output
  func forward(_ input: Input) -> Output
}

extension ObservedLayer {
  @inline(never)
  public func callAsFunction(_ input: Input) -> Output { observed { forward(input) } }

  /// `body`, as a call of this layer: for calls with more than one argument.
  public func observed<Result>(_ body: () -> Result) -> Result {
    for case let observer as LayerObserver in Context.local.recorders { return observer.call(self, body) }
    return body()
  }
}

/// Takes down which layers of a model are called.
final class LayerObserver: @unchecked Sendable {  // used by one task
  private let recording = Node.startRecording()
  private var found: [ObjectIdentifier: (path: String, isTrained: Bool)] = [:]
  private var isCounted: Set<String> = []
  private(set) var rows: [ModelSummary.Row] = []
  /// What each call made, inner layers before those that call them.
  private(set) var outputs: [LayerOutput] = []
  private var depth = 0

  deinit { recording.end() }

  /// The model with a node of its own for each tensor, by which a layer is known; copies of a layer share theirs.
  func marked<M: Module>(_ model: M) -> M {
    var copy = model
    copy.visitParameters { path, parameter in
      if parameter.role == .state { return }
      parameter.node = recording.watch(parameter.node, label: path.name)
      found[ObjectIdentifier(parameter.node)] = (path.name, parameter.role == .trainable)
    }
    return copy
  }

  func call<L: Layer, Result>(_ layer: L, _ body: () -> Result) -> Result {
    let tensors = tensors(of: layer)
    let place = tensors.first.map { Self.place(of: $0.path, below: $0.name) } ?? ""
    let type = "\(L.self)".prefix { $0 != "<" }
    let known = place.isEmpty ? nil : rows.firstIndex { $0.path == place && $0.type == type }
    let index = known ?? rows.count
    if known == nil { rows.append(.init(path: place, type: String(type), depth: depth)) }
    depth += 1
    let output = body()
    depth -= 1
    if let summarized = output as? any SummarizedOutput {
      rows[index].outputShape = summarized.shape
      outputs.append(LayerOutput(path: place, type: String(type), output: summarized.erased))
    } else {
      rows[index].outputShape = nil
    }
    // Those of the layers inside are theirs.
    for tensor in tensors where isCounted.insert(tensor.path).inserted {
      if tensor.isTrained { rows[index].parameterCount += tensor.count } else { rows[index].constantCount += tensor.count }
    }
    return output
  }

  /// Takes down the tensors that lie in no layer that was called.
  func addRest<M: Module>(of model: M) {
    for tensor in tensors(of: model) where isCounted.insert(tensor.path).inserted {
      var row = ModelSummary.Row(path: tensor.path, type: "Tensor", depth: 0)
      row.outputShape = tensor.shape
      if tensor.isTrained { row.parameterCount = tensor.count } else { row.constantCount = tensor.count }
      rows.append(row)
    }
  }

  private struct FoundTensor {
    let path, name: String
    let shape: TensorShape
    let isTrained: Bool
    var count: Int { shape.contiguousSize }
  }

  private func tensors(of module: some Module) -> [FoundTensor] {
    var tensors: [FoundTensor] = []
    module.visit { name, parameter in
      guard let known = found[ObjectIdentifier(parameter.node)] else { return }
      tensors.append(FoundTensor(path: known.path, name: name.name, shape: parameter.shape, isTrained: known.isTrained))
    }
    return tensors
  }

  /// `encoder.blocks[0]` for the tensor `encoder.blocks[0].query.weight`, which its layer calls `query.weight`.
  private static func place(of path: String, below name: String) -> String {
    guard path.hasSuffix(name) else { return path }
    let place = path.dropLast(name.count)
    return String(place.hasSuffix(".") ? place.dropLast() : place)
  }
}

/// What a summary asks of an output, whatever its scalar type.
protocol SummarizedOutput {
  var shape: TensorShape { get }
  var diagnosis: Diagnosis? { get }
  var erased: AnyTensor { get }
}
extension Tensor: SummarizedOutput {
  var erased: AnyTensor { AnyTensor(self) }
}
