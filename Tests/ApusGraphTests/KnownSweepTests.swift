import ApusTesting
import Glibc
import Testing

@testable import ApusGraph

/// Sweeps whose nodes are known from two sweeps before: they leave no trace in the programs of steps, and change no number.
@Suite struct KnownSweepTests {
  /// A function with parameters, of which gradients are taken.
  struct Loss: CustomStringConvertible, Sendable {
    let description: String
    let shapes: [TensorShape]
    /// Whether its sweep can be known.
    var canBeKnown = true
    let value: @Sendable (_ parameters: [Node]) -> Node

    init(_ description: String, _ shapes: [TensorShape], canBeKnown: Bool = true, _ value: @escaping @Sendable ([Node]) -> Node) {
      (self.description, self.shapes, self.canBeKnown, self.value) = (description, shapes, canBeKnown, value)
    }

    func parameters(_ step: Int) throws -> [Node] {
      try shapes.enumerated().map { index, shape in
        .leaf(try .random(TensorType(.float64, shape), Values(-1...1), seed: UInt64(100 * step + index)))
      }
    }
  }

  /// The value and its gradients in one step.
  private struct Step {
    let value: Node
    let gradients: [Node?]
    var outputs: [Node] {
      ([value] + gradients.compactMap(\.self)).reduce(into: [Node]()) { result, node in
        if !result.contains(where: { $0 === node }) { result.append(node) }
      }
    }

    private init(_ value: Node, _ gradients: [Node?]) { (self.value, self.gradients) = (value, gradients) }

    /// With what is known.
    init(_ loss: Loss, at parameters: [Node]) {
      self.init(loss, at: parameters) { ReverseSweep.gradients(of: $0, withRespectTo: $1) }
    }

    /// Node by node.
    static func plain(_ loss: Loss, at parameters: [Node]) -> Step {
      Step(loss, at: parameters) { ReverseSweep(of: $0).gradients(withRespectTo: $1) }
    }

    private init(_ loss: Loss, at parameters: [Node], _ sweep: (Node, [Node]) -> [Node?]) {
      let recording = Node.startRecording()
      defer { recording.end() }
      let watched = parameters.map { recording.watch($0) }
      let value = loss.value(watched)
      self.init(value, sweep(value, watched))
    }

    var isKnown: Bool { gradients.contains { $0?.kind == .sweepResult } }
    func numbers() throws -> [[Double]] { try outputs.map { try $0.evaluatedOnHost().value?.hostArray().doubles() ?? [] } }
  }

  private static let total = { @Sendable (x: Node) in x.sum(along: Array(0..<x.rank)) }

  static let losses: [Loss] = [
    Loss("products and biases", [[3, 4], [4], [4, 2]]) { p in
      let x = Node.iota(TensorType(.float64, [5, 3]), along: 0)
      return total(.matrixProduct((.matrixProduct(x, p[0]) + p[1].broadcast(to: [5, 4])).tanh(), p[2]))
    },
    Loss("a parameter that is used twice", [[7]]) { p in total(p[0] * p[0].exp() + p[0]) },
    Loss("a product of parameters", [[2, 11], [2, 11]]) { p in total(p[0] * p[1]) },
    Loss("one gradient for two parameters", [[13], [13]]) { p in total(p[0] + p[1]) },
    Loss("a parameter without influence", [[17], [3]]) { p in total(p[0].exp()) },
    Loss("slices side by side", [[4, 19]]) { p in
      let parts = [0, 1, 2, 3].map { p[0].sliced(from: [$0, 0], to: [$0 + 1, 19]) }
      return total(parts[0].exp() * parts[1] + parts[2] * parts[3].tanh())
    },
    Loss("a loop", [[23]]) { p in
      let steps = Node.iota(TensorType(.float64, [4, 23]), along: 0)
      return total(Node.scan([p[0]], over: [steps]) { carry, step in ([(carry[0] * step[0]).tanh() + p[0]], []) }.carry[0])
    },
    Loss("a rule of its own", [[29]], canBeKnown: false) { p in
      total(Node.withDerivative(p[0].exp(), of: [p[0]]) { [$0 * 3] })
    },
    Loss("a rule of its own in a loop", [[31]], canBeKnown: false) { p in
      let steps = Node.iota(TensorType(.float64, [2, 31]), along: 0)
      return total(
        Node.scan([p[0]], over: [steps]) { carry, step in
          ([Node.withDerivative(carry[0] * step[0], of: [carry[0]]) { [$0 * 3] }], [])
        }.carry[0])
    },
  ]

  @Test(arguments: losses) func theProgramIsTheOneOfASweepNodeByNode(_ loss: Loss) throws {
    for step in 0..<5 {
      let parameters = try loss.parameters(step)
      let (plain, known) = (Step.plain(loss, at: parameters), Step(loss, at: parameters))
      #expect(!plain.isKnown)
      if step >= 2 { #expect(known.isKnown == loss.canBeKnown) }
      #expect(known.gradients.map { $0?.type } == plain.gradients.map { $0?.type })
      let (a, b) = (try Linearization(outputs: plain.outputs), try Linearization(outputs: known.outputs))
      #expect(a.key == b.key)
      #expect(a.constants == b.constants)
      #expect(a.leaves.map(\.id) == b.leaves.map(\.id))
      #expect(a.program.instructions.map(\.operation.name) == b.program.instructions.map(\.operation.name))
      #expect(try plain.numbers() == known.numbers())
    }
  }

  /// What somebody reads alone is computed alone.
  @Test(arguments: losses) func oneGradientNeedsNoMoreThanItsOwnNodes(_ loss: Loss) throws {
    for step in 0..<4 {
      let parameters = try loss.parameters(step)
      let (plain, known) = (Step.plain(loss, at: parameters), Step(loss, at: parameters))
      for case (.some(let one), .some(let other)) in zip(plain.gradients, known.gradients) {
        let (a, b) = (try Linearization(outputs: [one]), try Linearization(outputs: [other]))
        #expect(a.key == b.key)
        #expect(a.leaves.map(\.id) == b.leaves.map(\.id))
      }
    }
  }

  @Test func aSweepFollowsTheNumbersInTheLoss() throws {
    for step in 0..<5 {
      let factor = Double(step / 3)
      let loss = Loss("a number", [[37]]) { p in Self.total(p[0] * p[0].like(factor)) }
      let known = Step(loss, at: try loss.parameters(step))
      #expect(try known.numbers()[1] == [Double](repeating: factor, count: 37))
    }
  }

  /// Rules that look at what surrounds them, or at a number.
  private struct Curious: Operation {
    static let name = "curious"
    func resultType(of operands: [TensorType]) throws(Mistake) -> TensorType { operands[0] }
    func pullback(_ cotangent: Node, operands: [Node], result: Node) -> [Node?] {
      let number = operands[1].operation.literal.map { Double(bitPattern: $0) } ?? 0
      return [
        cotangent.like(number + (Context.local.precision == .float32 ? 0 : 100) + (Context.local.learningPhase == .training ? 10 : 0)), nil,
      ]
    }
    func lower(_ operands: [Value], to result: TensorType, _ emitter: inout Emitter) throws -> Value { operands[0] }
    func evaluate(_ operands: [HostArray], to result: TensorType) throws -> HostArray { operands[0] }
  }

  @Test func aSweepFollowsWhatItsRulesMayLookAt() throws {
    func gradient(_ number: Double) throws -> Double {
      let loss = Loss("curious", [[41]]) { p in Self.total(.make(Curious(), [p[0], p[0].like(number)])) }
      return try Step(loss, at: try loss.parameters(0)).numbers()[1][0]
    }
    for _ in 0..<4 { #expect(try gradient(1) == 1) }
    for _ in 0..<4 { #expect(try gradient(2) == 2) }
    for _ in 0..<4 { #expect(try withLearningPhase(.training) { try gradient(1) } == 11) }
    for _ in 0..<4 { #expect(try withPrecision(.mixedBFloat16) { try gradient(1) } == 101) }
    #expect(try gradient(1) == 1)
  }

  @Test func aRuleOfItsOwnCountsAtEachStep() throws {
    for step in 0..<5 {
      let loss = Loss("a rule", [[43]]) { p in Self.total(Node.withDerivative(p[0], of: [p[0]]) { [$0 * Double(step)] }) }
      #expect(try Step(loss, at: try loss.parameters(step)).numbers()[1] == [Double](repeating: Double(step), count: 43))
    }
  }

  /// The gradient of a gradient is taken node by node, and of a sweep that is known it is the one of its nodes.
  @Test func gradientsOfGradientsAreRight() throws {
    for step in 0..<5 {
      let x = try Node.leaf(.random(TensorType(.float64, [47]), Values(-1...1), seed: UInt64(step)))
      let outer = Node.startRecording()
      let watched = outer.watch(x)
      let inner = Node.startRecording()
      let point = inner.watch(watched)
      let first = try #require(ReverseSweep.gradients(of: Self.total(point * point * point), withRespectTo: [point])[0])
      inner.end()
      #expect(first.kind != .sweepResult)
      let second = try #require(ReverseSweep.gradients(of: Self.total(first), withRespectTo: [watched])[0])
      outer.end()
      try expectClose(second, x) { 6 * $0 }
    }
  }

  /// Of two functions that look alike from behind.
  @Test(arguments: [false, true]) func aKnownSweepCanBeDifferentiated(_ isSine: Bool) throws {
    for step in 0..<6 {
      let x = try Node.leaf(.random(TensorType(.float64, [53]), Values(-1...1), seed: UInt64(step)))
      let recording = Node.startRecording()
      let point = recording.watch(x)
      let value = isSine ? point.sin() : point.exp()
      let first = try #require(ReverseSweep.gradients(of: Self.total(value), withRespectTo: [point])[0])
      if step >= 2 { #expect(first.kind == .sweepResult) }
      let second = try #require(ReverseSweep.gradients(of: Self.total(first), withRespectTo: [point])[0])
      if step >= 4 { #expect(second.kind == .sweepResult) }
      recording.end()
      try expectClose(second, x) { isSine ? -Glibc.sin($0) : Glibc.exp($0) }
    }
  }

  /// Two steps that hang together run as one program, in which both sweeps are.
  @Test func aProgramHasRoomForSeveralSweeps() throws {
    let loss = Self.losses[1]
    for step in 0..<4 {
      let parameters = try loss.parameters(step)
      func outputs(_ make: (Loss, [Node]) -> Step) throws -> [Node] {
        let first = make(loss, parameters)
        let next = make(loss, [parameters[0] - (try #require(first.gradients[0]))])
        return first.outputs + next.outputs
      }
      let plain = try outputs { .plain($0, at: $1) }, known = try outputs { Step($0, at: $1) }
      let (a, b) = (try Linearization(outputs: plain), try Linearization(outputs: known))
      #expect(a.key == b.key)
      if step >= 2 { #expect(b.nodes.count { $0.kind == .sweep } == 2) }
      let engine = Engine(diskCache: nil)
      let numbers = try [plain, known].map { try engine.evaluate($0, alsoLive: false).map { try $0.hostArray().doubles() } }
      #expect(numbers[0] == numbers[1])
    }
  }

  private func expectClose(_ node: Node, _ x: Node, _ expected: (Double) -> Double, at place: Testing.SourceLocation = #_sourceLocation)
    throws
  {
    let engine = Engine(diskCache: nil)
    let found = try engine.evaluate([node], alsoLive: false)[0].hostArray().doubles()
    let numbers = try x.value?.hostArray().doubles() ?? []
    #expect(zip(found, numbers).allSatisfy { abs($0 - expected($1)) < 1e-12 } && found.count == numbers.count, sourceLocation: place)
  }
}
