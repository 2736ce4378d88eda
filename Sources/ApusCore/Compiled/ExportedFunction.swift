/// A function of tensors, and of a state with tensors in it, written down for other programs: what it computes, and what each input
/// and output of that is.
package struct ExportedFunction {
  package enum Input {
    /// The argument with this place.
    case argument(Int)
    /// The tensor of the state with this place in `state`.
    case state(Int)
    case variable(VariableStorage)
    /// A key of random numbers that the function draws without a seed: another one for each call.
    case randomKey
    /// A value from outside of the function that does not change.
    case captured(Node)
  }

  package enum Output {
    /// A tensor of what the function returns, with its path in it; an empty one for a tensor by itself.
    case result(String)
    /// What comes in the place of a tensor of the state.
    case state(Int)
    case variable(VariableStorage)
  }

  package let program: Program
  package let inputs: [Input]
  package let outputs: [Output]

  /// Runs `body` on placeholders.
  ///
  /// - Parameters:
  ///   - state: a value whose tensors become inputs, such as a model, and outputs where `body` changes them.
  ///   - arguments: the types of the other arguments, all of which are inputs; of the rest those are that the function needs.
  /// - Throws: the diagnosis of a mistake in the body.
  package init<State, Result>(_ state: State, _ arguments: [TensorType], _ body: (inout State, [AnyTensor]) -> Result) throws {
    try Context.local.engine.materialize(Self.fixedTensors(of: state))
    let device = Context.local.device
    let placeholders = arguments.map { Node.argument($0, device: device) }
    let tensors = ArgumentTensors([Argument(state, ArgumentPlan(of: State.self))], stateCount: 1, expecting: 0)
    var names: [String] = []
    let traced = TracedBody(tensors, ArgumentPlan(of: Result.self)) { arguments in
      let result = body(&arguments[0].value(as: State.self).pointee, placeholders.map { AnyTensor($0) })
      names = tensorPaths(of: result)
      return result
    }
    try traced.requireSameState()
    let recorder = traced.recorder
    let (program, captured) = try Program.tracing(
      placeholders + traced.inputs + recorder.read.map(\.node) + recorder.keys,
      traced.results.map(\.node) + traced.changed.map { traced.state[$0] } + recorder.written.map { $0.handle.node })
    let inputs: [Input] =
      placeholders.indices.map { .argument($0) } + traced.inputs.indices.map { .state($0) } + recorder.read.map { .variable($0.variable) }
      + recorder.keys.map { _ in .randomKey } + captured.map { .captured($0) }
    let (used, kept) = program.droppingUnusedInputs(after: placeholders.count)
    self.program = used
    self.inputs = kept.map { inputs[$0] }
    outputs = names.map { .result($0) } + traced.changed.map { .state($0) } + recorder.written.map { .variable($0.variable) }
  }

  /// What a walk shows and cannot replace: it is captured, with the value that it has now.
  private static func fixedTensors<State>(of state: State) -> [Node] {
    var (copy, found) = (state, [Node]())
    visitTensors(of: &copy) { _, parameter in if parameter.isFixed, parameter.role != .state { found.append(parameter.node) } }
    return found
  }
}

/// The paths of the tensors of a function's result, in the order of a walk.
private func tensorPaths<Value>(of value: Value) -> [String] {
  var (copy, found) = (value, [String]())
  visitTensors(of: &copy) { path, parameter in if parameter.role != .state, !parameter.isFixed { found.append(path.name) } }
  return found
}

/// What a tensor of a state is to an exported function.
package enum ExportedTensorKind {
  /// An input, by its place among those of its kind.
  case replaceable(Int)
  case variable(VariableStorage)
  /// A value that the function captures.
  case fixed(Node)
}

extension ExportedFunction {
  /// The tensors of a state as its functions know them, with their paths.
  package static func tensors<State>(of state: State) -> [(path: String, kind: ExportedTensorKind, tensor: AnyTensor, isTrained: Bool)] {
    var (copy, count) = (state, 0)
    var found: [(path: String, kind: ExportedTensorKind, tensor: AnyTensor, isTrained: Bool)] = []
    visitTensors(of: &copy) { path, parameter in
      let isTrained = parameter.variable.map { $0.isTrainable && !parameter.isFrozen } ?? (parameter.role == .trainable)
      let kind: ExportedTensorKind
      if let variable = parameter.variable {
        kind = .variable(variable)
      } else if parameter.isFixed {
        kind = .fixed(parameter.node)
      } else {
        kind = .replaceable(count)
        count += 1
      }
      found.append((path.name, kind, AnyTensor(parameter.node), isTrained))
    }
    return found
  }
}
