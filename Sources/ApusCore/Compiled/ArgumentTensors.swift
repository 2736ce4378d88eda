/// The tensors of all arguments of a call, with those of state taken out.
struct ArgumentTensors {
  let arguments: [Argument]
  /// How many of the first arguments are state, which the function changes.
  let stateCount: Int
  /// What the tensors hold on to, in the order of the walk.
  var handles: [Handle] = []
  /// How many of the first handles are state.
  let stateHandleCount: Int
  /// For each tensor, also those behind no handle, whether it is left out of training: a trace depends on that.
  private(set) var frozen: [Bool] = []

  init(_ arguments: [Argument], stateCount: Int, expecting count: Int) {
    self.arguments = arguments
    self.stateCount = stateCount
    handles.reserveCapacity(count)
    frozen.reserveCapacity(count)
    for argument in arguments.prefix(stateCount) { argument.read(&handles, &frozen, taking: true) }
    stateHandleCount = handles.count
    for argument in arguments.dropFirst(stateCount) { argument.read(&handles, &frozen, taking: false) }
  }

  /// Puts the state's handles, whatever they are meanwhile, in their places.
  mutating func putBack() {
    var rest = handles[..<stateHandleCount]
    handles = []
    for argument in arguments.prefix(stateCount) { argument.put(&rest) }
  }
}
