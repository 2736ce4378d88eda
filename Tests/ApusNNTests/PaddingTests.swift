@testable import ApusNN
import Testing

/// TensorFlow's rule for `same`: ⌈input / stride⌉ places, and the odd zero at the end. The values are TensorFlow's.
@Suite struct PaddingTests {
  struct Row: CustomTestStringConvertible, Sendable {
    let input, window, stride, dilation: Int
    let low, high: Int
    var testDescription: String { "input \(input), window \(window), stride \(stride), dilation \(dilation)" }

    init(_ input: Int, _ window: Int, _ stride: Int, _ dilation: Int = 1, low: Int, high: Int) {
      (self.input, self.window, self.stride, self.dilation) = (input, window, stride, dilation)
      (self.low, self.high) = (low, high)
    }
  }

  static let rows = [
    Row(28, 5, 1, low: 2, high: 2), Row(28, 3, 2, low: 0, high: 1), Row(7, 3, 2, low: 1, high: 1), Row(8, 2, 2, low: 0, high: 0),
    Row(7, 2, 2, low: 0, high: 1), Row(5, 1, 1, low: 0, high: 0), Row(5, 1, 3, low: 0, high: 0), Row(224, 7, 2, low: 2, high: 3),
    Row(32, 4, 1, low: 1, high: 2), Row(10, 3, 1, 2, low: 2, high: 2), Row(11, 3, 2, 3, low: 3, high: 3), Row(2, 5, 1, low: 2, high: 2),
    Row(1, 3, 2, low: 1, high: 1), Row(3, 2, 5, low: 0, high: 0),
  ]

  @Test(arguments: rows)
  func sameHasTensorFlowsZeros(_ row: Row) {
    let amounts = Padding.same.amounts(input: row.input, window: row.window, stride: row.stride, dilation: row.dilation)
    #expect(amounts == (row.low, row.high))
    #expect(Padding.valid.amounts(input: row.input, window: row.window, stride: row.stride, dilation: row.dilation) == (0, 0))
  }

  @Test(arguments: rows)
  func theOutputHasTheRulesSize(_ row: Row) {
    let input = Tensor<Float>(ones: [1, row.input, 1, 1]), filter = Tensor<Float>(ones: [row.window, 1, 1, 1])
    let same = conv2D(input, filter: filter, strides: (row.stride, 1), padding: .same, dilations: (row.dilation, 1))
    #expect(same.shape == [1, (row.input + row.stride - 1) / row.stride, 1, 1])
    let covered = (row.window - 1) * row.dilation + 1
    guard row.input >= covered else { return }
    let valid = conv2D(input, filter: filter, strides: (row.stride, 1), padding: .valid, dilations: (row.dilation, 1))
    #expect(valid.shape == [1, (row.input - covered) / row.stride + 1, 1, 1])
  }
}
