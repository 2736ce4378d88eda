/// What an optimizer keeps from step to step: the count of its steps, and for each parameter its slots.
public struct OptimizerState: Sendable {
  /// Makes the types of a parameter's slots from the parameter's type.
  public typealias SlotTypes = @Sendable (TensorType) -> [TensorType]

  var count: Tensor<Float>
  var slots: [[AnyTensor]]
  private let slotTypes: SlotTypes
  /// The variables that have slots: those of the model, then others in the order of their first update.
  private var variables: [VariableStorage]
  private var variableSlots: [ObjectIdentifier: [AnyTensor]] = [:]

  /// Stored zeros from the start, so that the first step is the same program as the second.
  public init(for model: some Module, slotTypes: @escaping SlotTypes) {
    self.slotTypes = slotTypes
    count = Tensor(shape: [], scalars: [0])
    slots = model.parameterNodes.map { Self.zeros(slotTypes($0.type)) }
    variables = []
    for variable in model.trainedVariables { _ = self[variable] }
  }

  /// Slots of the parameters' own types.
  public init(for model: some Module, slotCount: Int) {
    self.init(for: model) { Array(repeating: $0, count: slotCount) }
  }

  /// The slots of a variable.
  subscript(variable: VariableStorage) -> [AnyTensor] {
    mutating get {
      if let known = variableSlots[ObjectIdentifier(variable)] { return known }
      let made = Self.zeros(slotTypes(variable.type))
      self[variable] = made
      return made
    }
    set {
      if variableSlots.updateValue(newValue, forKey: ObjectIdentifier(variable)) == nil { variables.append(variable) }
    }
  }

  private static func zeros(_ types: [TensorType]) -> [AnyTensor] { types.map { AnyTensor(Node.constant(0, $0).evaluatedOnHost()) } }

  var tensors: [AnyTensor] {
    get { [AnyTensor(count)] + slots.flatMap { $0 } + variables.flatMap { variableSlots[ObjectIdentifier($0)] ?? [] } }
    set {
      var next = newValue.makeIterator()
      if let first = next.next()?.typed(Float.self) { count = first }
      slots = slots.map { $0.map { next.next() ?? $0 } }
      for variable in variables {
        let known = variableSlots[ObjectIdentifier(variable)] ?? []
        variableSlots[ObjectIdentifier(variable)] = known.map { next.next() ?? $0 }
      }
    }
  }
}
