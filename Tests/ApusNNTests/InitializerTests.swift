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

  @Test func zerosAreZeros() throws {
    let initializer: ParameterInitializer<Double> = zeros()
    #expect(try initializer([2, 3]).readScalars() == Array(repeating: 0, count: 6))
  }
}
