/// One layer of a network, whatever its types: itself, and how it is applied to tensors whose types are known at run time.
package struct NetworkLayer {
  let module: any Module
  /// The name of its type, such as `Dense`.
  let type: String
  let apply: (_ module: any Module, _ inputs: [AnyTensor]) -> [AnyTensor]
  /// What tells it from other layers: its tensors, which copies of a layer share. Empty for one without.
  let identity: [ObjectIdentifier]

  init<M: Module, S: TensorScalar, R: TensorScalar>(_ module: M) where M.Input == Tensor<S>, M.Output == Tensor<R> {
    let type = Self.typeName(of: M.self)
    self.init(module, type: type) { module, inputs in
      guard let module = module as? M, inputs.count == 1, let input = inputs[0].typed(S.self) else {
        return [Self.mistake(type, takes: [S.dtype], not: inputs)]
      }
      return [AnyTensor(module(input))]
    }
  }

  /// A network of its own as a layer of another.
  init(_ network: Network, named name: String) {
    self.init(network, type: name) { network, inputs in (network as? Network)?(inputs) ?? inputs }
  }

  init<M: Module>(
    _ module: M, type: String, apply: @escaping (_ module: any Module, _ inputs: [AnyTensor]) -> [AnyTensor]
  ) {
    (self.module, self.type, self.apply) = (module, type, apply)
    var identity: [ObjectIdentifier] = []
    module.visit { _, parameter in identity.append(parameter.identity) }
    self.identity = identity
  }

  static func mistake(_ layer: String, takes expected: [DType], not found: [AnyTensor]) -> AnyTensor {
    if let poisoned = found.first(where: { $0.diagnosis != nil }) { return poisoned }
    let types = found.map { "\($0.dtype)" }.joined(separator: ", ")
    return AnyTensor(
      failing: .argument(
        function: layer, problem: "inputs of the types [\(types)] do not fit",
        hint: "it takes [\(expected.map { "\($0)" }.joined(separator: ", "))]"))
  }

  /// `RecurrentLayer<LSTMCell<Float>>` is known as LSTM.
  private static func typeName(of type: Any.Type) -> String {
    let names = "\(type)".split(separator: "<")
    guard let first = names.first else { return "Layer" }
    if first == "RecurrentLayer", names.count > 1, names[1].hasSuffix("Cell") { return String(names[1].dropLast(4)) }
    return String(first)
  }
}

extension String {
  /// `max_pool2d` for `MaxPool2D`: how Keras names the layers of a type.
  var asLayerName: String {
    var name = ""
    let characters = Array(self)
    for (index, character) in characters.enumerated() {
      let previous = index > 0 ? characters[index - 1] : nil, next = index + 1 < characters.count ? characters[index + 1] : nil
      let startsWord = previous.map { $0.isLowercase || ($0.isUppercase && next?.isLowercase == true) } ?? false
      if character.isUppercase, startsWord { name += "_" }
      name += character.lowercased()
    }
    return name
  }
}
