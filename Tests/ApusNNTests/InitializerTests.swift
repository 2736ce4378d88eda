import ApusNN
import Testing

@Suite struct InitializerTests {
  struct Row: CustomTestStringConvertible, Sendable {
    let name: String
    let make: @Sendable (_ seed: Int?) -> ParameterInitializer<Float>
    /// The variance for `inputs` and `outputs`.
    let variance: @Sendable (_ inputs: Double, _ outputs: Double) -> Double
    let isUniform: Bool
    var testDescription: String { name }
  }

  static let rows = [
    Row(name: "glorotUniform", make: { glorotUniform(seed: $0) }, variance: { 2 / ($0 + $1) }, isUniform: true),
    Row(name: "glorotNormal", make: { glorotNormal(seed: $0) }, variance: { 2 / ($0 + $1) }, isUniform: false),
    Row(name: "heUniform", make: { heUniform(seed: $0) }, variance: { inputs, _ in 2 / inputs }, isUniform: true),
    Row(name: "heNormal", make: { heNormal(seed: $0) }, variance: { inputs, _ in 2 / inputs }, isUniform: false),
    Row(name: "leCunUniform", make: { leCunUniform(seed: $0) }, variance: { inputs, _ in 1 / inputs }, isUniform: true),
    Row(name: "leCunNormal", make: { leCunNormal(seed: $0) }, variance: { inputs, _ in 1 / inputs }, isUniform: false),
    Row(name: "uniform", make: { uniform(from: -3, to: 3, seed: $0) }, variance: { _, _ in 3 }, isUniform: true),
    Row(name: "normal", make: { normal(standardDeviation: 2, seed: $0) }, variance: { _, _ in 4 }, isUniform: false),
  ]

  /// A matrix, and a filter whose places count as inputs and outputs.
  static let shapes: [(shape: TensorShape, inputs: Double, outputs: Double)] = [([120, 250], 120, 250), ([5, 5, 30, 40], 750, 1000)]

  @Test(arguments: rows, [0, 1])
  func meanVarianceAndBoundsAreThoseOfThePaper(_ row: Row, _ index: Int) throws {
    let (shape, inputs, outputs) = Self.shapes[index]
    let numbers = try row.make(1)(shape).readScalars().map(Double.init)
    let count = Double(numbers.count), variance = row.variance(inputs, outputs)
    let mean = numbers.reduce(0, +) / count
    let spread = numbers.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / count
    // Five standard errors; the fourth moment is 9/5 of the variance's square for a uniform distribution, 3 for a normal one.
    #expect(abs(mean) < 5 * (variance / count).squareRoot())
    #expect(abs(spread / variance - 1) < 5 * ((row.isUniform ? 0.8 : 2) / count).squareRoot())
    let farthest = numbers.reduce(0) { max($0, abs($1)) }
    if row.isUniform {
      let limit = (3 * variance).squareRoot()
      #expect(farthest <= limit * 1.000001)
      #expect(farthest > limit * 0.999)
    } else {
      #expect(farthest > 3.5 * variance.squareRoot())
      #expect(farthest < 6.5 * variance.squareRoot())
    }
  }

  @Test(arguments: rows)
  func theSeedDecidesTheBits(_ row: Row) throws {
    func bits(_ seed: Int?) throws -> [UInt32] { try row.make(seed)([40, 30]).readScalars().map(\.bitPattern) }
    #expect(try bits(7) == bits(7))
    #expect(try bits(7) != bits(8))
    #expect(try bits(nil) != bits(nil), "without a seed each draw is another")
    #expect(try withRandomSeed(5) { try bits(nil) } == withRandomSeed(5) { try bits(nil) })
  }

  /// The variance of a standard normal distribution cut at ±2 is 0.7737413 (SciPy's `truncnorm(-2, 2).var()`), its fourth moment 1.4161.
  @Test func truncatedNormalHasItsMomentsAndBounds() throws {
    let initializer: ParameterInitializer<Float> = truncatedNormal(mean: 5, standardDeviation: 3, seed: 1)
    let numbers = try initializer([120, 250]).readScalars().map { (Double($0) - 5) / 3 }
    let count = Double(numbers.count), mean = numbers.reduce(0, +) / count
    let variance = numbers.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / count
    #expect(abs(mean) < 5 * (0.7737413 / count).squareRoot())
    #expect(abs(variance - 0.7737413) < 5 * ((1.4161 - 0.7737413 * 0.7737413) / count).squareRoot())
    let farthest = numbers.reduce(0) { max($0, abs($1)) }
    #expect(farthest <= 2.000001 && farthest > 1.99)
    #expect(try initializer([3]).readScalars() == initializer([3]).readScalars())
  }

  static let matrices: [TensorShape] = [[30, 30], [20, 50], [50, 20], [1, 7], [7, 1], [3, 3, 4, 16], [2, 2, 3, 40], [0, 5]]

  @Test(arguments: matrices)
  func orthogonalVectorsAreOrthogonalAndOfTheLengthOfTheGain(_ shape: TensorShape) throws {
    func expectOrthogonal<Scalar: TensorFloatingPoint>(_: Scalar.Type, within tolerance: Double) throws {
      let initializer: ParameterInitializer<Scalar> = orthogonal(gain: 2, seed: 3)
      let parameter = initializer(shape)
      #expect(parameter.shape == shape)
      let columns = try #require(shape.last), rows = shape.dropLast().reduce(1, *)
      let numbers = try Tensor<Double>(parameter).readScalars()
      let vectors = (0..<min(rows, columns)).map { vector in
        (0..<max(rows, columns)).map { rows > columns ? numbers[$0 * columns + vector] : numbers[vector * columns + $0] }
      }
      for (index, vector) in vectors.enumerated() {
        for (other, second) in vectors.enumerated() {
          let product = zip(vector, second).reduce(0) { $0 + $1.0 * $1.1 }
          #expect(abs(product - (index == other ? 4 : 0)) < tolerance)
        }
      }
    }
    try expectOrthogonal(Float.self, within: 1e-5)
    try expectOrthogonal(Double.self, within: 1e-12)
  }

  /// The mean of the elements of many draws is 0, and of the first one's square 1/n: no direction is preferred.
  @Test func orthogonalMatricesAreDrawnEvenly() throws {
    let corners = try (0..<400).map { seed in
      let initializer: ParameterInitializer<Double> = orthogonal(seed: seed)
      return try initializer([4, 4]).readScalars()[0]
    }
    let mean = corners.reduce(0, +) / 400, square = corners.reduce(0) { $0 + $1 * $1 } / 400
    // The first corner's square is Beta(1/2, 3/2) distributed, of variance 1/16.
    #expect(abs(mean) < 5 * (0.25 / 400).squareRoot())
    #expect(abs(square - 0.25) < 5 * (1.0 / 16 / 400).squareRoot())
    #expect(Set(corners).count == 400)
  }

  @Test func tensorsAreMadeOfTheSameNumbers() throws {
    let shape: TensorShape = [3, 4]
    let pairs: [(Tensor<Float>, ParameterInitializer<Float>)] = [
      (Tensor(glorotUniform: shape, seed: 1), glorotUniform(seed: 1)), (Tensor(glorotNormal: shape, seed: 1), glorotNormal(seed: 1)),
      (Tensor(heUniform: shape, seed: 1), heUniform(seed: 1)), (Tensor(heNormal: shape, seed: 1), heNormal(seed: 1)),
      (Tensor(leCunUniform: shape, seed: 1), leCunUniform(seed: 1)), (Tensor(leCunNormal: shape, seed: 1), leCunNormal(seed: 1)),
      (Tensor(orthogonal: shape, gain: 2, seed: 1), orthogonal(gain: 2, seed: 1)),
    ]
    for (tensor, initializer) in pairs { #expect(try tensor.readScalars() == initializer(shape).readScalars()) }
    #expect(Set(try pairs.map { try $0.0.readScalars() }).count == 7)
  }

  @Test func constantsAreWhatTheySay() throws {
    let zero: ParameterInitializer<Double> = zeros(), one: ParameterInitializer<Float> = ones()
    let number: ParameterInitializer<Float> = constant(1.5), matrix: ParameterInitializer<Float> = identityMatrix(gain: 3)
    #expect(try zero([2, 3]).readScalars() == Array(repeating: 0, count: 6))
    #expect(try one([3]).readScalars() == [1, 1, 1])
    #expect(try number([2, 2]).readScalars() == [1.5, 1.5, 1.5, 1.5])
    #expect(try matrix([2, 3]).readScalars() == [3, 0, 0, 0, 3, 0])
    let given: ParameterInitializer<Float> = constant(Tensor([1, 2, 3]))
    #expect(try given([3]).readScalars() == [1, 2, 3])
  }

  @Test func shapesThatDoNotFitAreMistakes() throws {
    let given: ParameterInitializer<Float> = constant(Tensor([1, 2, 3]))
    #expect("\(try #require(given([2]).diagnosis))".contains("a value of shape [3] is none for a parameter of shape [2]"))
    for initializer: ParameterInitializer<Float> in [orthogonal(), identityMatrix()] {
      #expect("\(try #require(initializer([5]).diagnosis))".contains("a parameter of shape [5] is no matrix"))
    }
    let cube: ParameterInitializer<Float> = identityMatrix()
    #expect(cube([2, 2, 2]).diagnosis != nil)
  }
}
