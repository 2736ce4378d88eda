import ApusCore
import ApusTesting
import Foundation
import Testing

/// A function and the name of what an independent program computed for it, in a file of `References/functions/`.
struct ReferenceRow: CustomTestStringConvertible, Sendable {
  typealias Function<S: TensorFloatingPoint> = @Sendable ([Tensor<S>]) -> [Tensor<S>]

  let name: String
  let double: Function<Double>
  let float: Function<Float>
  /// How far `Float` may be off, relative to the larger of 1 and the number. More than 1e-5 takes a reason.
  let floatTolerance: Double
  var testDescription: String { name }

  /// - Parameters:
  ///   - double: the function; and
  ///   - float: the same for the other type, because closures are not generic.
  init(_ name: String, floatTolerance: Double = 1e-5, _ double: @escaping Function<Double>, float: @escaping Function<Float>) {
    self.name = name
    self.double = double
    self.float = float
    self.floatTolerance = floatTolerance
  }
}

/// What a program of `References/functions/` wrote for one point.
struct ReferenceCase: Decodable, Sendable {
  struct Array: Decodable, Sendable {
    let shape: [Int]
    let scalars: [Double]

    func tensor<S: TensorFloatingPoint>(_: S.Type = S.self) -> Tensor<S> {
      Tensor<S>(Tensor<Double>(shape: TensorShape(shape), scalars: scalars))
    }
  }

  let inputs: [Array]
  let outputs: [Array]
  /// With respect to the first inputs; none if the function has no derivative.
  let gradients: [Array]

  static func read(_ file: String) -> Result<[String: [ReferenceCase]], any Error> {
    Result { try readReference("functions/\(file)", as: [String: [ReferenceCase]].self) }
  }
}

extension ReferenceRow {
  /// Expects outputs and gradients to be those of the reference, for every point and in both types.
  func check(_ cases: [ReferenceCase]?, _ location: Testing.SourceLocation = #_sourceLocation) throws {
    let cases = try #require(cases, "no reference for \(name)", sourceLocation: location)
    for reference in cases {
      try check(reference, double, tolerance: 1e-10, location)
      try check(reference, float, tolerance: floatTolerance, location)
    }
  }

  private func check<S: TensorFloatingPoint>(
    _ reference: ReferenceCase, _ function: @escaping Function<S>, tolerance: Double, _ location: Testing.SourceLocation
  ) throws {
    let inputs = reference.inputs.map { $0.tensor(S.self) }
    let outputs = function(inputs)
    try #require(outputs.count == reference.outputs.count, sourceLocation: location)
    for (output, expected) in zip(outputs, reference.outputs) { try expect(output, expected, tolerance, "output", location) }
    for (index, expected) in reference.gradients.enumerated() {
      let slope = gradient(at: inputs[index]) { x in
        var inputs = inputs
        inputs[index] = x
        return Self.weighted(function(inputs))
      }
      try expect(slope, expected, tolerance, "gradient \(index)", location)
    }
  }

  /// The sum that `reference.py` differentiates.
  private static func weighted<S: TensorFloatingPoint>(_ outputs: [Tensor<S>]) -> Tensor<S> {
    var total = Tensor<S>(0)
    for (place, output) in outputs.enumerated() {
      let weights = (0..<output.scalarCount).map { S(converting: cos(Double($0 + 1 + place))) }
      total = total + (output * Tensor(shape: output.shape, scalars: weights)).sum()
    }
    return total
  }

  private func expect<S: TensorFloatingPoint>(
    _ found: Tensor<S>, _ expected: ReferenceCase.Array, _ tolerance: Double, _ what: String, _ location: Testing.SourceLocation
  ) throws {
    let scalars = try found.readScalars().map(\.asDouble)
    let place = "\(name), \(what) of \(S.self)\(expected.shape)"
    #expect(found.shape == TensorShape(expected.shape), "\(place)", sourceLocation: location)
    let farthest = zip(scalars, expected.scalars).map { $0 == $1 ? 0 : ($0 - $1).magnitude / Swift.max(1, $1.magnitude) }
    #expect(farthest.allSatisfy { $0 <= tolerance }, "\(place) is off by \(farthest.max() ?? 0)", sourceLocation: location)
  }
}
