/// A function that was traced, ready to run on other inputs: what `compiled` keeps for each signature.
package final class TracedProgram: @unchecked Sendable {
  private let linear: Linearization
  private let captured: [Node]
  private let argumentCount: Int
  private let cached = CachedProgram()
  private let device: DeviceID

  /// - Parameters:
  ///   - inputs: the placeholders that the function was given.
  ///   - outputs: what it made of them. Values that it captured from outside become further inputs.
  package init(inputs: [Node], outputs: [Node]) throws {
    if let diagnosis = outputs.lazy.compactMap(\.diagnosis).first { throw diagnosis }
    linear = try Linearization(outputs: outputs, arguments: inputs)
    argumentCount = inputs.count
    captured = Array(linear.leaves.dropFirst(inputs.count))
    device = inputs.first?.device ?? Context.local.device
  }

  /// The outputs for `arguments` and the values of variables. An argument that nobody else holds gives its memory away.
  package func run(_ arguments: [Node], _ variables: [Node]) throws -> [Node] {
    let engine = Context.local.engine
    let inputs = arguments + variables
    var values = try engine.evaluate(inputs + captured, alsoLive: true)
    // A value that is given twice, as tied weights are, cannot be given away.
    let repeated = Self.repeated(inputs)
    let donatable = GraphLock.held {
      inputs.map { $0.handleCount == 0 && $0.consumerCount == 0 && !repeated.contains(ObjectIdentifier($0)) }
    }
    let (form, isNew) = try cached.form(for: linear.constants) { reason in
      try engine.makeForm(of: linear.program, constants: linear.constants, on: device, reason)
    }
    if !isNew { engine.count { $0.cacheHits += 1 } }
    if form.constants == nil {
      values += try zip(linear.constants, form.program.inputs.dropFirst(values.count)).map { NodeValue(host: try .splat(bits: $0, $1)) }
    }
    return try engine.run(form, values, donating: donatable).map { Node.leaf($0, device: device) }
  }

  /// Those that occur more than once. (Growing a dictionary of counts took 2 % of a compiled LeNet call in a profile.)
  private static func repeated(_ nodes: [Node]) -> Set<ObjectIdentifier> {
    let sorted = nodes.map { ObjectIdentifier($0) }.sorted()
    var repeated: Set<ObjectIdentifier> = []
    for index in sorted.indices.dropFirst() where sorted[index] == sorted[index - 1] { repeated.insert(sorted[index]) }
    return repeated
  }
}

extension Node {
  /// The argument of a function that is being traced.
  package static func argument(_ type: TensorType, device: DeviceID) -> Node { placeholder(type, device: device) }

  /// Whether a gradient may be taken of what is computed from this node.
  package var isRecorded: Bool { GraphLock.held { recording?.active != nil } }

  /// Whether a gradient may be taken of what is computed from one of `nodes`.
  package static func areSomeRecorded(_ nodes: [Node]) -> Bool {
    GraphLock.held { nodes.contains { $0.recording?.active != nil } }
  }

  package static func poisoned(by error: any Error) -> Node { poison(error) }
}

extension Engine {
  package func countTrace() { count { $0.traces += 1 } }
}

extension Diagnosis {
  /// One line on standard error.
  package static func note(_ line: String) { Console.note(line) }
}
