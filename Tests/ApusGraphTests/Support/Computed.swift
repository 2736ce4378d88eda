@testable import ApusGraph

/// The results of a function of nodes, by the reference evaluations.
func computed(_ inputs: [HostArray] = [], _ function: ([Node]) -> [Node]) throws -> [HostArray] {
  try Program(tracingMany: function, inputs.map(\.type)).evaluate(inputs)
}

/// The elements of one node that needs no inputs, as `Double`.
func doubles(_ node: @autoclosure () -> Node) throws -> [Double] {
  try computed { _ in [node().converted(to: .float64)] }[0].array(of: Double.self)
}

/// The results of a function of nodes, by XLA.
func computedOnDevice(_ inputs: [HostArray] = [], _ function: ([Node]) -> [Node]) throws -> [HostArray] {
  try TestDevice.run(Program(tracingMany: function, inputs.map(\.type)), inputs)
}
