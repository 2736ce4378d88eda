import ApusNN
import ApusTesting
import Foundation
import Testing

/// Recurrent layers and their gradients against PyTorch's.
@Suite struct RecurrentReferenceTests {
  /// Some layer for the row of `References/layers/recurrent.json` with this name, whose program says what inputs and parameters are.
  struct Row: CustomTestStringConvertible, Sendable {
    let name: String
    let compare: @Sendable (Reference) throws -> Void
    var testDescription: String { name }
  }

  struct Reference: Decodable {
    struct Numbers: Decodable {
      let shape: [Int]
      let scalars: [Double]
    }
    let output: Numbers
    let state: [Numbers]
    let gradients: [Numbers]
  }

  private static let sizes: [[Int]] = [[2, 5, 3, 4], [1, 3, 2, 1], [3, 1, 1, 2]]
  /// Of the examples, where there is a mask.
  private static let lengths = [[5, 3], [2], [1, 1, 1]]

  static let rows: [Row] = both(Double.self, 1e-10) + both(Float.self, 1e-5)

  private static func both<S: TensorFloatingPoint & BinaryFloatingPoint>(_: S.Type, _ tolerance: Double) -> [Row] {
    let basic = { @Sendable (input: Int, hidden: Int) in BasicRNNCell<S>(inputSize: input, hiddenSize: hidden) }
    let lstm = { @Sendable (input: Int, hidden: Int) in LSTMCell<S>(inputSize: input, hiddenSize: hidden) }
    let before = { @Sendable (input: Int, hidden: Int) in GRUCell<S>(inputSize: input, hiddenSize: hidden) }
    let after = { @Sendable (input: Int, hidden: Int) in GRUCell<S>(inputSize: input, hiddenSize: hidden, resetAfter: true) }
    var found = rows("BasicRNN", tolerance, basic) { [$0] }
    found += rows("LSTM", tolerance, lstm) { [$0.cell, $0.hidden] }
    found += rows("GRU, reset after", tolerance, after) { [$0] }
    found += plainRows("GRU", tolerance, before) { [$0] }
    for (name, way) in [("sum", MergeFunction.sum), ("average", .average), ("multiply", .multiply), ("stack", .stack)] {
      found += merged("LSTM, \(name)", tolerance, lstm, way)
    }
    return found
  }

  private static func rows<Cell: RecurrentLayerCell & SendableMetatype>(
    _ name: String, _ tolerance: Double, _ cell: @escaping @Sendable (Int, Int) -> Cell,
    state: @escaping @Sendable (Cell.State) -> [Tensor<Cell.Scalar>]
  ) -> [Row] {
    let others = sizes.enumerated().flatMap { place, size in
      let make = { @Sendable in cell(size[2], size[3]) }
      let masked = Row(name: "\(name) masked \(place)") {
        try compare($0, tolerance, size, lengths: lengths[place], RecurrentLayer(make()), run(state))
      }
      let directions = Row(name: "\(name) in both directions \(place)") { reference in
        try compare(reference, tolerance, size, BidirectionalRecurrentLayer(make(), make())) { ($0($1, mask: $2), nil) }
      }
      let maskedDirections = Row(name: "\(name) masked in both directions \(place)") { reference in
        let layer = BidirectionalRecurrentLayer(make(), make())
        try compare(reference, tolerance, size, lengths: lengths[place], layer) { ($0($1, mask: $2), nil) }
      }
      return [masked, directions, maskedDirections]
    }
    return plainRows(name, tolerance, cell, state: state) + others
  }

  private static func plainRows<Cell: RecurrentLayerCell & SendableMetatype>(
    _ name: String, _ tolerance: Double, _ cell: @escaping @Sendable (Int, Int) -> Cell,
    state: @escaping @Sendable (Cell.State) -> [Tensor<Cell.Scalar>]
  ) -> [Row] {
    sizes.enumerated().map { place, size in
      Row(name: "\(name) \(place)") { try compare($0, tolerance, size, RecurrentLayer(cell(size[2], size[3])), run(state)) }
    }
  }

  private static func merged<Cell: RecurrentLayerCell & SendableMetatype>(
    _ name: String, _ tolerance: Double, _ cell: @escaping @Sendable (Int, Int) -> Cell, _ way: MergeFunction
  ) -> [Row] {
    sizes.enumerated().map { place, size in
      Row(name: "\(name) \(place)") { reference in
        let layer = BidirectionalRecurrentLayer(cell(size[2], size[3]), cell(size[2], size[3]), mergeFunction: way)
        try compare(reference, tolerance, size, layer) { layer, x, _ in (layer(x), nil) }
      }
    }
  }

  private static func run<Cell: RecurrentLayerCell>(
    _ state: @escaping @Sendable (Cell.State) -> [Tensor<Cell.Scalar>]
  ) -> (RecurrentLayer<Cell>, Tensor<Cell.Scalar>, Tensor<Bool>?) -> (Tensor<Cell.Scalar>, [Tensor<Cell.Scalar>]?) {
    { layer, x, mask in
      let (outputs, last) = layer.run(x, mask: mask)
      return (outputs, state(last))
    }
  }

  /// Outputs, last states, gradients with respect to the input and all parameters.
  private static func compare<L: Layer, S: TensorFloatingPoint>(
    _ reference: Reference, _ tolerance: Double, _ size: [Int], lengths: [Int]? = nil, _ plain: L,
    _ run: (L, Tensor<S>, Tensor<Bool>?) -> (outputs: Tensor<S>, state: [Tensor<S>]?)
  ) throws {
    var (layer, index) = (plain, 0)
    layer.updateParameters { _, node in
      defer { index += 1 }
      return numbers(node.shape) { 0.6 * cos(0.7 * Double($0) + Double(index)) }.node as Node
    }
    func numbers(_ shape: TensorShape, _ number: (Int) -> Double) -> Tensor<S> {
      Tensor(shape: shape, scalars: (0..<shape.contiguousSize).map { S(converting: number($0)) })
    }
    let x = numbers([size[0], size[1], size[2]]) { sin(Double($0 + 1)) }
    let mask = lengths.map { lengths in
      Tensor<Bool>(shape: [size[0], size[1]], scalars: lengths.flatMap { length in (0..<size[1]).map { $0 < length } })
    }
    let shape = TensorShape(reference.output.shape)
    let counted = mask.map { Tensor<S>($0).reshaped(to: [size[0], size[1], 1]) } ?? Tensor(ones: [1, 1, 1])
    let weights = numbers(shape) { cos(0.3 * Double($0)) } * counted
    let (outputs, state) = run(layer, x, mask)
    #expect(outputs.shape == shape)
    try expect(outputs * counted, reference.output, tolerance)
    for (state, expected) in zip(state ?? [], reference.state) { try expect(state, expected, tolerance) }
    let slope = gradient(at: x) { (run(layer, $0, mask).outputs * weights).sum() }
    try expect(slope, reference.gradients[0], tolerance)
    let slopes = gradient(at: layer) { (run($0, x, mask).outputs * weights).sum() }.nodes
    #expect(slopes.count == reference.gradients.count - 1)
    for (slope, expected) in zip(slopes, reference.gradients.dropFirst()) { try expect(Tensor<S>(slope), expected, tolerance) }
  }

  private static func expect<S: TensorFloatingPoint>(
    _ tensor: Tensor<S>, _ expected: Reference.Numbers, _ tolerance: Double, _ location: Testing.SourceLocation = #_sourceLocation
  ) throws {
    #expect(tensor.shape == TensorShape(expected.shape), sourceLocation: location)
    let farthest = zip(try tensor.readScalars(), expected.scalars).map { abs($0.asDouble - $1) / max(1, abs($1)) }.max() ?? 0
    #expect(farthest <= tolerance, sourceLocation: location)
  }

  private static let references: Result<[String: Reference], any Error> = Result {
    struct File: Decodable { let rows: [String: Reference] }
    return try readReference("layers/recurrent.json", as: File.self).rows
  }

  @Test(arguments: rows)
  func valuesAndGradientsAreThoseOfTheReference(_ row: Row) throws {
    try row.compare(try #require(Self.references.get()[row.name]))
  }

  @Test func everyReferenceHasItsRow() throws {
    #expect(try Set(Self.references.get().keys) == Set(Self.rows.map(\.name)))
  }
}
