/// The value inside a `Model`: its layers with their parameters, and which is applied to what.
///
/// Inputs and outputs are lists of tensors of any scalar types. It is this value that the training loop trains, so it is what callbacks
/// see as `loop.model`.
public struct Network: Module {
  /// One application of a layer. Values are numbered: first the inputs, then the outputs of the calls in their order.
  struct Call {
    let layer: Int
    let inputs: [Int]
  }

  var layers = NamedModules()
  var calls: [Call] = []
  let inputCount: Int
  var outputs: [Int]
  /// How many types of layers there are of each name.
  private var nameCounts: [String: Int] = [:]
  private(set) var layerTypes: [String] = []
  private var applications: [(any Module, [AnyTensor]) -> [AnyTensor]] = []

  init(inputCount: Int) {
    self.inputCount = inputCount
    outputs = Array(0..<inputCount)
  }

  /// The names of the layers, such as `dense_1`, in the order in which they are first applied.
  public var layerNames: [String] { layers.names }

  /// The layer of this name, if it has this type.
  ///
  ///     let kernel = network.layer("dense", as: Dense<Float>.self)?.weight
  public func layer<M: Module>(_ name: String, as type: M.Type) -> M? {
    layers.names.firstIndex(of: name).flatMap { layers.module(at: $0, as: type) }
  }

  /// The names of the layers that make the outputs.
  var outputNames: [String] { outputs.map { $0 < inputCount ? "input" : layerNames[calls[$0 - inputCount].layer] } }

  /// Takes in a layer under the next free name of its type.
  ///
  /// - Returns: its number.
  mutating func append(_ layer: NetworkLayer) -> Int {
    let base = layer.type.asLayerName, count = nameCounts[base, default: 0]
    nameCounts[base] = count + 1
    func take(_ module: some Module) { layers.append(module, named: count == 0 ? base : "\(base)_\(count)") }
    take(layer.module)
    layerTypes.append(layer.type)
    applications.append(layer.apply)
    return layers.count - 1
  }

  /// Takes in a layer behind all others.
  mutating func chain(_ layer: NetworkLayer) {
    calls.append(Call(layer: append(layer), inputs: outputs))
    outputs = [inputCount + calls.count - 1]
  }

  @inline(never)
  public func callAsFunction(_ inputs: [AnyTensor]) -> [AnyTensor] {
    if inputs.count != inputCount { return outputs.map { _ in .wrongCount(inputs.count, of: "inputs", expected: inputCount) } }
    return run(inputs) { _, _ in }
  }

  /// - Parameter observe: told what each call makes.
  func run(_ inputs: [AnyTensor], _ observe: (_ call: Call, _ output: AnyTensor) -> Void) -> [AnyTensor] {
    var values = inputs
    values.reserveCapacity(inputCount + calls.count)
    for call in calls {
      let made = applications[call.layer](layers[call.layer], call.inputs.map { values[$0] })
      let output = made.count == 1 ? made[0] : .wrongCount(made.count, of: "outputs", expected: 1)
      observe(call, output)
      values.append(output)
    }
    return outputs.map { values[$0] }
  }
}
