import ApusNN
import ApusTesting
import Foundation
import Testing

/// A function in both types beside what an independent program computed for it.
struct ReferenceRow: CustomTestStringConvertible, Sendable {
  let name: String
  let double: FunctionTable<Double>.Function
  let float: FunctionTable<Float>.Function
  let floatTolerance: Double
  let cases: [ReferenceCase]
  var testDescription: String { name }

  /// The rows of a family; a function without numbers gets no cases, and numbers without a function are named in `unused`.
  static func rows<F: FunctionFamily>(_: F.Type) throws -> (rows: [ReferenceRow], unused: Set<String>) {
    let reference = try readReference("functions/\(F.program).json", as: [String: [ReferenceCase]].self)
    var doubles = FunctionTable<Double>(), floats = FunctionTable<Float>()
    F.fill(&doubles)
    F.fill(&floats)
    let rows = zip(doubles.entries, floats.entries).map { double, float in
      ReferenceRow(
        name: double.name, double: double.function, float: float.function, floatTolerance: double.floatTolerance,
        cases: reference[double.name] ?? [])
    }
    return (rows, Set(reference.keys).subtracting(rows.map(\.name)))
  }
}

extension ReferenceRow {
  /// Expects outputs and gradients to be those of the reference, at every point and in both types.
  func check() throws {
    for reference in cases {
      try check(reference, double, tolerance: 1e-10)
      try check(reference, float, tolerance: floatTolerance)
    }
  }

  private func check<S: TensorFloatingPoint>(
    _ reference: ReferenceCase, _ function: @escaping FunctionTable<S>.Function, tolerance: Double
  ) throws {
    let inputs = reference.inputs.map { $0.tensor(S.self) }
    let outputs = function(inputs)
    try #require(outputs.count == reference.outputs.count)
    for (output, expected) in zip(outputs, reference.outputs) { try expect(output, expected, tolerance, "output") }
    for (index, expected) in reference.gradients.enumerated() {
      try expect(Self.slope(function, at: inputs, index), expected, tolerance, "gradient \(index)")
    }
  }

  /// The gradient with respect to one input of the sum that `reference.py` differentiates.
  static func slope<S: TensorFloatingPoint>(
    _ function: FunctionTable<S>.Function, at inputs: [Tensor<S>], _ index: Int
  ) -> Tensor<S> {
    gradient(at: inputs[index]) { x in
      var inputs = inputs
      inputs[index] = x
      return function(inputs).enumerated().reduce(Tensor<S>(0)) { total, next in
        let weights = (0..<next.element.scalarCount).map { S(converting: cos(Double($0 + 1 + next.offset))) }
        return total + (next.element * Tensor(shape: next.element.shape, scalars: weights)).sum()
      }
    }
  }

  private func expect<S: TensorFloatingPoint>(
    _ found: Tensor<S>, _ expected: ReferenceCase.Array, _ tolerance: Double, _ what: String
  ) throws {
    let scalars = try found.readScalars().map(\.asDouble)
    let place = "\(name), \(what) of \(S.self)\(expected.shape)"
    #expect(found.shape == TensorShape(expected.shape), "\(place)")
    let distances = zip(scalars, expected.scalars).map { $0 == $1 ? 0 : ($0 - $1).magnitude / Swift.max(1, $1.magnitude) }
    #expect(distances.allSatisfy { $0 <= tolerance }, "\(place) is off by \(distances.max() ?? 0): \(scalars), not \(expected.scalars)")
  }
}
