import ApusNN

@testable import ApusGraph

/// Operations of the graph that no public function is made of.
enum GraphFunctions: FunctionFamily {
  static let program = "graph"

  static func fill<S: TensorFloatingPoint>(_ row: inout FunctionTable<S>) {
    row("roundAwayFromZero") { Tensor($0[0].node.roundAwayFromZero()) }
    row("dynamicSlice") { x in Tensor(x[0].node.dynamicSlice(at: starts(x[0], x[1]), sizes: [2] + x[0].shape.dropFirst())) }
    row("dynamicUpdateSlice") { x in Tensor(.make(DynamicUpdateSlice(), [x[0].node, x[1].node] + starts(x[0], x[2]))) }
    row("bitcast") { Tensor<S>(Tensor<Int32>(Tensor<Float>($0[0]).node.bitcast(to: .int32))) }
    row("withBarrier") { Tensor($0[0].node.withBarrier()) * $0[0] }
  }

  /// Along the first axis the start that the program gives, 0 along all others.
  private static func starts<S>(_ x: Tensor<S>, _ start: Tensor<S>) -> [Node] {
    x.shape.indices.map { $0 == 0 ? Tensor<Int32>(start).node : Tensor<Int32>(Int32(0)).node }
  }
}
