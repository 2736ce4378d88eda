import ApusTesting
import Testing

@testable import ApusGraph

/// Modules for any number of examples.
@Suite struct SymbolicProgramTests {
  struct Row: Sendable, CustomTestStringConvertible {
    let testDescription: String
    /// The shape of one example.
    let example: TensorShape
    let function: @Sendable (Node) -> Node

    init(_ name: String, _ example: TensorShape, _ function: @escaping @Sendable (Node) -> Node) {
      (testDescription, self.example, self.function) = (name, example, function)
    }

    func program(_ count: Int) throws -> Program {
      try Program(tracing: { function($0[0]) }, [TensorType(.float32, [count] + example)])
    }

    func symbolic() throws -> SymbolicProgram {
      try SymbolicProgram(program(SymbolicProgram.batchSizes.first), program(SymbolicProgram.batchSizes.second))
    }
  }

  private static func ones(_ shape: TensorShape) -> Node { .constant(1, TensorType(.float32, shape)) }
  private static let none = [(low: Int, high: Int)](repeating: (0, 0), count: 4)

  static let rows = [
    Row("an affine map", [3]) { Node.matrixProduct($0, ones([3, 4])) + ones([4]) },
    Row("a softmax", [5]) { $0.softmax(alongAxis: 1) },
    Row("gelu", [5]) { $0.gelu() },
    Row("a rectifier and a clamp", [5]) { $0.relu().clamped(from: $0.like(0.25), to: $0.like(0.5)) },
    Row("a convolution and pools", [6, 6, 2]) { x in
      let convolved = Node.make(Convolution([.init(padding: (1, 1)), .init(stride: 2)]), [x, ones([3, 3, 2, 4])])
      let pooled = convolved.maxPooled(window: [1, 2, 2, 1], strides: [1, 1, 1, 1], padding: none)
      return pooled.averagePooled(window: [1, 2, 1, 1], strides: [1, 2, 1, 1], padding: [(0, 0), (1, 0), (0, 0), (0, 0)])
    },
    Row("examples flattened together", [2, 3]) { $0.reshaped(to: [$0.shape[0] * 2, 3]).transposed(permutation: [1, 0]) },
    Row("sums and extrema", [4]) { ($0.sum(along: [1]) + $0.max(along: [1])).reshaped(to: [$0.shape[0], 1]) * $0 },
    Row("a sum over the batch", [4]) { $0.sum(along: [0]) },
    Row("a slice of each example", [4]) { $0.sliced(1..<3, alongAxis: 1) },
    Row("examples twice", [4]) { Node.concatenated([$0, $0 * 2], alongAxis: 0) },
    Row("numbers of the examples", [2]) { $0 + Node.iota($0.type, along: 0) },
    Row("padding", [2]) { $0.padded(low: [0, 1], high: [0, 0]) },
  ]

  @Test(.enabled(if: TestDevice.isAvailable, TestDevice.needed), arguments: rows)
  func oneTextIsRightForAnyNumber(row: Row) throws {
    let text = try row.symbolic().stableHLO()
    #expect(text.contains("?x"))
    for count in [1, 4, 7] {
      let program = try row.program(count)
      let input = try HostArray.random(program.inputs[0], Values(-2...2), seed: UInt64(count))
      let specialized = try #require(SymbolicText(Array(text.utf8))?.module(for: program.inputs))
      #expect(specialized.outputs == program.outputTypes)
      let module = try ForeignModule(specialized.code, inputs: program.inputs, outputs: specialized.outputs)
      let result = try Context.local.engine.read(module.run([.leaf(input)])[0])
      let difference = try Tolerance(factor: 32, floor: 1).difference(try program.evaluate([input])[0], result)
      #expect(difference == nil, "\(count): reference \(difference ?? "")")
    }
  }

  static let obstacles = [
    (Row("a mean over the batch", [4]) { $0.sum(along: [0]) / Double($0.shape[0]) }, "constant"),
    (Row("half of the batch", [4]) { $0.sliced(0..<1, alongAxis: 0) }, "slice"),
    (Row("the last example", [4]) { $0.sliced($0.shape[0] - 1..<$0.shape[0], alongAxis: 0) }, "slice"),
    (Row("running sums over the batch", [4]) { .make(Cumulative(fold: .sum, axis: 0), [$0]) }, "a choice by the number of examples"),
    (Row("one example more", [4]) { $0.padded(low: [1, 0], high: [0, 0]) }, "pad"),
    (Row("sorted examples", [4]) { .make(Sort(axis: 1, order: .ascending), [$0]) }, "sort"),
  ]

  @Test(arguments: obstacles.indices) func whatDependsOnTheNumberIsNamed(index: Int) throws {
    let (row, operation) = Self.obstacles[index]
    #expect(throws: SymbolicProgram.Obstacle(operation: operation)) { try row.symbolic().stableHLO() }
  }

  @Test func onlyTextsWithTypesThatGrowAreForAnyNumber() {
    let head = "module @m attributes {} {\nfunc.func public @main("
    func isSymbolic(_ text: String) -> Bool { SymbolicText(Array(text.utf8)) != nil }
    #expect(isSymbolic("!t_b2_f32 = tensor<?xf32>\n\(head)%arg0: !t_b2_f32, %arg1: tensor<3x4xi32>) -> (!t_b2_f32) {\n"))
    #expect(!isSymbolic("\(head)%arg0: tensor<?xf32>) -> (tensor<?xf32>) {\n"))
    #expect(!isSymbolic("!t_b2_f32 = tensor<?xf32>\n\(head)%arg0: !t_c2_f32) -> (!t_b2_f32) {\n"))
    #expect(!isSymbolic("!t_b2_f32 = tensor<?xf32>\n\(head)%arg0: !t_b2_f99) -> (!t_b2_f32) {\n"))
    #expect(!isSymbolic("!t_b0_f32 = tensor<?xf32>\n\(head)%arg0: !t_b0_f32) -> (!t_b0_f32) {\n"))
    #expect(!isSymbolic("!t_b2_f32"))
    #expect(!isSymbolic(""))
  }

  @Test func argumentsThatDoNotFitAreRefused() throws {
    let text = "!t_b2_f32 = tensor<?xf32>\nfunc.func public @main(%arg0: !t_b2_f32, %arg1: !t_b1_3_f32) -> (!t_b2_f32) {\n"
    let symbolic = try #require(SymbolicText(Array(text.utf8)))
    let good = [TensorType(.float32, [8]), TensorType(.float32, [4, 3])]
    let (code, outputs) = try #require(symbolic.module(for: good))
    #expect(String(decoding: code, as: UTF8.self).hasPrefix("!t_b2_f32 = tensor<8xf32>\nfunc"))
    #expect(outputs == [good[0]])
    for shapes in [[[7], [4, 3]], [[8], [3, 3]], [[8], [4, 4]], [[8], [4]], [[8]], []] as [[TensorShape]] {
      #expect(symbolic.module(for: shapes.map { TensorType(.float32, $0) }) == nil, "\(shapes)")
    }
    #expect(symbolic.module(for: [good[0], TensorType(.int32, [4, 3])]) == nil)
  }
}
