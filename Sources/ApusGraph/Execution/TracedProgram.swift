import PJRT

/// A function that was traced, ready to run on other inputs: what `compiled` keeps for each signature.
package final class TracedProgram: @unchecked Sendable {
  private let linear: Linearization
  private let captured: [Node]
  /// For each of the first inputs whether it is state, whose memory may become an output's.
  private let isState: [Bool]
  private let cached = CachedProgram()
  private let device: DeviceID

  /// - Parameters:
  ///   - inputs: the placeholders that the function was given.
  ///   - isState: for each of the first of them whether the function has something new to put in its place.
  ///   - outputs: what it made of them. Values that it captured from outside become further inputs.
  package init(inputs: [Node], isState: [Bool], outputs: [Node]) throws {
    if let diagnosis = outputs.lazy.compactMap(\.diagnosis).first { throw diagnosis }
    linear = try Linearization(outputs: outputs, arguments: inputs)
    self.isState = isState
    captured = Array(linear.leaves.dropFirst(inputs.count))
    device = inputs.first?.device ?? Context.local.device
  }

  /// The digest of the program's text with constants as inputs, as of a program that is made of pending values.
  package var digest: String? { cached.digest(of: linear) }

  /// The outputs for `arguments` and the values of variables. State that nobody else holds gives its memory away, and its node becomes
  /// that of an output.
  package func run(_ arguments: inout [Handle], _ variables: [Node]) throws -> [Node] {
    let engine = Context.local.engine
    if GraphLock.held({ arguments.contains { $0.node.value == nil } }) { _ = try engine.evaluate(arguments.map(\.node), alsoLive: true) }
    let uses = GraphLock.held { isState.indices.map { isState[$0] ? use(of: &arguments[$0]) : .read } }
    var values = try engine.evaluate(arguments.map(\.node) + variables + captured, alsoLive: true)
    let (form, isNew) = try form(engine)
    if !isNew { engine.count { $0.cacheHits += 1 } }
    if form.constants == nil {
      values += try engine.scalars(of: linear.constants, form.program.inputs.dropFirst(values.count))
    }
    let results = try engine.run(form, values, uses)
    return GraphLock.held {
      var places = RenewedPlaces(results.renewed)
      return results.values.indices.map { output in
        places.input(of: output).map { arguments[$0].node } ?? .leaf(results.values[output], device: device)
      }
    }
  }

  func form(_ engine: Engine) throws -> (CachedProgram.Form, isNew: Bool) {
    try cached.form(for: linear.constants) { reason in
      try engine.makeForm(of: linear.program, constants: linear.constants, on: device, reason, donating: isState)
    }
  }

  /// What may be done with state. Its memory is its own if no other tensor, and no operation that still has to run, can see the value. A
  /// value that is given twice, as tied weights are, has two handles, or one that two tensors share.
  private func use(of handle: inout Handle) -> InputUse {
    guard isKnownUniquelyReferenced(&handle) else { return .read }
    let isNodeAlone = handle.holdsNodeAlone
    let node = handle.node
    let use = node.use(isAlone: node.handleCount == 1 && node.consumerCount == 0 && !captured.contains { $0 === node })
    return use == .renew && !isNodeAlone ? .donate : use
  }
}

extension Node {
  /// The argument of a function that is being traced.
  package static func argument(_ type: TensorType, device: DeviceID) -> Node { placeholder(type, device: device) }

  /// Whether a gradient may be taken of what is computed from this node.
  package var isRecorded: Bool { GraphLock.held { isHistoryKept } }

  package static func areRecorded(_ nodes: [Node]) -> [Bool] { GraphLock.held { nodes.map(\.isHistoryKept) } }

  package static func poisoned(by error: any Error) -> Node { poison(error) }
}

extension Engine {
  package func countTrace() { count { $0.traces += 1 } }
}

extension Diagnosis {
  /// One line on standard error.
  package static func note(_ line: String) { Console.note(line) }
}
