/// What an optimizer keeps from step to step: the count of its steps, and for each parameter its slots.
public struct OptimizerState: Sendable {
  /// Makes the types of a parameter's slots from the parameter's type.
  public typealias SlotTypes = @Sendable (TensorType) -> [TensorType]

  var count: Tensor<Float>
  var slots: [[AnyTensor]]
  /// Where the parameters lie in the model.
  let paths: [String]
  private let types: [TensorType]
  /// Why the optimizer cannot be used: it was made for a model whose parameters had no shape.
  let unresolved: Mistake?
  private var slotTypes: SlotTypes
  /// The variables that have slots: those of the model, then others in the order of their first update.
  private var variables: [VariableStorage]
  private var variableSlots: [ObjectIdentifier: [AnyTensor]] = [:]
  private let variablePaths: [ObjectIdentifier: String]

  /// Stored zeros from the start, so that the first step is the same program as the second.
  public init(for model: some Module, slotTypes: @escaping SlotTypes) {
    self.slotTypes = slotTypes
    count = Tensor(shape: [], scalars: [0])
    paths = model.parameters.map(\.path)
    unresolved = model.unresolvedParameters
    types = model.parameterNodes.map(\.type)
    slots = types.map { Self.zeros(slotTypes($0)) }
    variablePaths = model.variables.reduce(into: [:]) { $0[ObjectIdentifier($1.storage)] = $1.path }
    variables = []
    for variable in model.trainedVariables { _ = self[variable] }
  }

  /// Slots of the parameters' own types.
  public init(for model: some Module, slotCount: Int) {
    self.init(for: model) { Array(repeating: $0, count: slotCount) }
  }

  /// More slots for each parameter, behind those that it has.
  mutating func addSlots(_ more: @escaping SlotTypes) {
    let before = slotTypes
    slotTypes = { before($0) + more($0) }
    slots = zip(slots, types).map { $0 + Self.zeros(more($1)) }
    for variable in variables { self[variable] += Self.zeros(more(variable.type)) }
  }

  /// The state without its tensors, for an optimizer that works on those of another.
  var withoutSlots: OptimizerState {
    var copy = self
    copy.slots = []
    copy.variables = []
    copy.variableSlots = [:]
    return copy
  }

  func path(of variable: VariableStorage) -> String { variablePaths[ObjectIdentifier(variable)] ?? "" }

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

  /// A name for each of `tensors`: `step`, then the parameters' paths with the numbers of their slots, such as `conv1.filter.slot0`.
  var names: [String] {
    let ofVariables = variables.enumerated().map { index, variable in
      let path = path(of: variable)
      return (path.isEmpty ? "variable\(index)" : path, variableSlots[ObjectIdentifier(variable)]?.count ?? 0)
    }
    let all = Array(zip(paths, slots.map(\.count))) + ofVariables
    return ["step"] + all.flatMap { path, count in (0..<count).map { "\(path).slot\($0)" } }
  }
}
