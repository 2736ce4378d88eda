import ApusNN
import ApusTesting
import Foundation
import Testing

/// Layers and their gradients against PyTorch's, on three inputs and in two types.
@Suite struct LayerReferenceTests {
  /// A layer; its name is that of its numbers in `References/layers/layers.json`, whose program says what inputs and parameters are.
  struct Row: CustomTestStringConvertible, Sendable {
    let name: String
    let scalar: String
    let compare: @Sendable ([Reference]) throws -> Void
    let compareCompiled: @Sendable (Reference) throws -> Void
    let mistake: @Sendable () throws -> Diagnosis?
    var testDescription: String { "\(name), \(scalar)" }

    init<L: Layer & SendableMetatype, S: TensorFloatingPoint>(
      _ name: String, _ phase: LearningPhase = .inference, times factor: Double = 1, _ makeLayer: @escaping @Sendable () throws -> L
    )
    where L.Input == Tensor<S>, L.Output == Tensor<S> {
      (self.name, scalar) = (name, "\(S.self)")
      let make = { @Sendable in
        var (layer, index) = (try makeLayer(), 0)
        layer.updateParameters { _, node in
          defer { index += 1 }
          return (parameter(index, node.shape, times: factor) as Tensor<S>).node
        }
        return layer
      }
      compare = { references in
        for reference in references { try withLearningPhase(phase) { try LayerReferenceTests.compare(make(), reference) } }
      }
      compareCompiled = { reference in
        let input: Tensor<S> = numbers(TensorShape(reference.input)) { sin(Double($0 + 1)) }
        let run = compiled { (layer: L, x: Tensor<S>) -> Tensor<S> in layer(x) }
        try withLearningPhase(phase) { try expect(run(make(), input), reference.output) }
      }
      mistake = { try make()(Tensor<S>(zeros: [1, 1, 1, 1, 1, 7])).diagnosis }
    }
  }

  struct Reference: Decodable {
    let input: [Int]
    let output: Output
    let gradients: [Output]
  }

  struct Output: Decodable {
    let shape: [Int]
    let scalars: [Double]
  }

  static func parameter<S: TensorFloatingPoint>(_ index: Int, _ shape: TensorShape, times factor: Double = 1) -> Tensor<S> {
    numbers(shape) { factor * (1.1 + cos(0.7 * Double($0) + Double(index))) }
  }

  private static func numbers<S: TensorFloatingPoint>(_ shape: TensorShape, _ number: (Int) -> Double) -> Tensor<S> {
    Tensor(shape: shape, scalars: (0..<shape.contiguousSize).map { S(converting: number($0)) })
  }

  /// The output and the gradients with respect to the input and all parameters.
  private static func compare<L: Layer & SendableMetatype, S: TensorFloatingPoint>(_ layer: L, _ reference: Reference) throws
  where L.Input == Tensor<S>, L.Output == Tensor<S> {
    let input: Tensor<S> = numbers(TensorShape(reference.input)) { sin(Double($0 + 1)) }
    try expect(layer(input), reference.output)
    let weights: Tensor<S> = numbers(TensorShape(reference.output.shape)) { cos(0.3 * Double($0)) }
    let slopes = gradient(at: layer) { ($0(input) * weights).sum() }.nodes.map { Tensor<S>($0) }
    let gradients = [gradient(at: input) { (layer($0) * weights).sum() }] + slopes
    #expect(gradients.count == reference.gradients.count)
    for (gradient, expected) in zip(gradients, reference.gradients) { try expect(gradient, expected) }
  }

  private static func expect<S: TensorFloatingPoint>(
    _ tensor: Tensor<S>, _ expected: Output, _ location: Testing.SourceLocation = #_sourceLocation
  ) throws {
    #expect(tensor.shape == TensorShape(expected.shape), sourceLocation: location)
    let farthest = zip(try tensor.readScalars(), expected.scalars).map { abs($0.asDouble - $1) / max(1, abs($1)) }.max() ?? .infinity
    #expect(farthest <= (S.self == Double.self ? 1e-10 : 1e-5), sourceLocation: location)
  }

  private static let references: Result<[String: [Reference]], any Error> = Result {
    struct File: Decodable { let rows: [String: [Reference]] }
    return try readReference("layers/layers.json", as: File.self).rows
  }

  @Test(arguments: rows)
  func valuesAndGradientsAreThoseOfTheReference(_ row: Row) throws {
    let references = try #require(Self.references.get()[row.name])
    #expect(Set(references.map(\.input)).count >= 3)
    try row.compare(references)
  }

  /// In one type, because each takes the XLA compiler a while.
  @Test(arguments: rows.filter { $0.scalar == "Double" })
  func compiledItIsTheSame(_ row: Row) throws { try row.compareCompiled(#require(Self.references.get()[row.name]?.first)) }

  /// Rank 6 with seven features fits none of them but one.
  @Test(arguments: rows.filter { $0.name != "Flatten" })
  func anInputOfAnotherShapeIsAMistakeAtTheCallersLine(_ row: Row) throws {
    let diagnosis = try #require(try row.mistake())
    #expect(diagnosis.site?.file.hasSuffix("LayerReferenceTests.swift") == true, "\(diagnosis)")
  }

  @Test func everyReferenceHasItsRow() throws {
    #expect(try Set(Self.references.get().keys) == Set(Self.rows.map(\.name)))
  }
}
