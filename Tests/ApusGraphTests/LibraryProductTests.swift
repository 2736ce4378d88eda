import ApusTesting
import Testing

@testable import ApusGraph

/// Products of matrices by oneDNN, against the definition.
@Suite(
  .enabled(if: TestDevice.isAvailable, TestDevice.needed),
  .enabled(if: OneDNN.shared != nil, "oneDNN is not installed: apt install libdnnl3, or libdnnl2")
)
struct LibraryProductTests {
  struct Setting: Sendable, CustomTestStringConvertible {
    let product: DotGeneral
    let left: TensorShape
    let right: TensorShape
    var testDescription: String { "\(left) • \(right), \(product.leftContracting) x \(product.rightContracting)" }

    init(_ left: TensorShape, _ right: TensorShape, _ contracting: (left: Int, right: Int)) {
      self.init(left, right, batches: left.rank - 2, [contracting.left], [contracting.right])
    }

    init(_ left: TensorShape, _ right: TensorShape, batches: Int = 0, _ leftContracting: [Int], _ rightContracting: [Int]) {
      let batch = Array(0..<batches)
      product = DotGeneral(
        leftBatch: batch, rightBatch: batch, leftContracting: leftContracting, rightContracting: rightContracting)
      self.left = left
      self.right = right
    }
  }

  /// Sides that no vector divides, more rows than columns and fewer, one slice and several, batches.
  static let settings = [
    Setting([70, 61], [61, 83], (1, 0)), Setting([61, 70], [61, 83], (0, 0)), Setting([70, 61], [83, 61], (1, 1)),
    Setting([61, 70], [83, 61], (0, 1)), Setting([33, 300], [300, 517], (1, 0)), Setting([300, 517], [300, 33], (0, 0)),
    Setting([33, 300], [517, 300], (1, 1)), Setting([517, 300], [300, 33], (1, 0)), Setting([300, 33], [517, 300], (0, 1)),
    Setting([5, 40, 64], [5, 64, 48], (2, 1)), Setting([5, 64, 40], [5, 64, 48], (1, 1)), Setting([5, 40, 64], [5, 48, 64], (2, 2)),
    Setting([1, 300, 64], [1, 64, 200], (2, 1)), Setting([5, 64, 40], [5, 48, 64], (1, 2)),
    Setting([4, 20, 64], [64, 100], [2], [0]), Setting([4, 20, 100], [64, 100], [2], [1]),
    Setting([4, 20, 64], [4, 20, 100], [0, 1], [0, 1]), Setting([70, 8, 8], [80, 8, 8], [1, 2], [1, 2]),
    Setting([2, 3, 40, 64], [2, 3, 64, 48], batches: 2, [3], [2]), Setting([2, 3, 40, 64], [2, 3, 48, 64], batches: 2, [3], [3]),
  ]

  private func comparison(_ product: DotGeneral, _ setting: Setting) throws -> (program: Program, difference: String?) {
    let left = try HostArray.random(TensorType(.float32, setting.left), seed: 1)
    let right = try HostArray.random(TensorType(.float32, setting.right), seed: 2)
    let program = try Program(tracing: { .make(product, $0) }, [left.type, right.type])
    return (program, try TestDevice.difference(program, [left, right]))
  }

  @Test(arguments: settings) func aProductIsTheDefinition(_ setting: Setting) throws {
    let (program, difference) = try comparison(setting.product, setting)
    #expect(difference == nil)
    #expect(try program.stableHLO().contains("@apus_product"))
    #expect(try !program.stableHLO(style: .portable).contains("@apus_product"))
  }

  /// oneDNN has code for it where the processor multiplies such numbers; elsewhere XLA does.
  @Test(arguments: settings) func roundedOperandsAreMultiplied(_ setting: Setting) throws {
    var product = setting.product
    product.roundedTo = .bfloat16
    #expect(try comparison(product, setting).difference == nil)
  }

  @Test func whatIsLeftToXLA() throws {
    for (left, right) in [([4, 400], [400, 900]), ([400, 900], [900, 1]), ([20, 20], [20, 20])] as [(TensorShape, TensorShape)] {
      let product = DotGeneral(leftContracting: [1], rightContracting: [0])
      #expect(product.library(for: [TensorType(.float32, left), TensorType(.float32, right)], as: .float32) == nil)
    }
    let middle = DotGeneral(leftContracting: [1], rightContracting: [0])
    #expect(LibraryProduct(middle, [TensorType(.float32, [8, 40, 40]), TensorType(.float32, [40, 40])], as: .float32) == nil)
    let inOtherOrder = DotGeneral(leftContracting: [2, 1], rightContracting: [1, 0])
    #expect(LibraryProduct(inOtherOrder, [TensorType(.float32, [8, 9, 9]), TensorType(.float32, [9, 9, 8])], as: .float32) == nil)
    let inner = DotGeneral(leftBatch: [1], rightBatch: [1], leftContracting: [0], rightContracting: [0])
    #expect(LibraryProduct(inner, [TensorType(.float32, [8, 40, 40]), TensorType(.float32, [8, 40, 40])], as: .float32) == nil)
  }

  @Test(arguments: [
    ("", "8x16", "16x8", "8x8"), ("transposed = array<i64: 0>", "8x16", "16x8", "8x8"),
    ("transposed = array<i64: 1, 0>", "8x16", "16x8", "8x8"), ("transposed = array<i64: 0, 0>", "8x16", "16x8", "8x9"),
    ("transposed = array<i64: 0, 0>", "2x8x16", "3x16x8", "2x8x8"), ("transposed = array<i64: 0, 0>", "8x16", "2x16x8", "8x8"),
    ("transposed = 7 : i64", "8x16", "16x8", "8x8"),
  ])
  func aCallThatDoesNotFitIsRefused(_ attribute: String, _ left: String, _ right: String, _ result: String) throws {
    try CustomCallRegistry.makeKnownToPlugin(LibraryProduct.target, LibraryProduct.handler)
    let message = try TestDevice.refusal(LibraryProduct.target, [left, right], attribute, to: result)
    #expect(message.contains("operands that do not fit"))
  }
}
