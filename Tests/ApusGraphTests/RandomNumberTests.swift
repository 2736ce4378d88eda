import Testing

@testable import ApusGraph

/// Numbers made of random words. The seeds are fixed, so the bounds either hold always or never.
@Suite struct RandomNumberTests {
  private let key = Node.randomState(2_024), counter = Node.randomState(0)

  private func uniform(_ dtype: DType, _ shape: TensorShape) throws -> [Double] {
    try doubles(.randomUniform(TensorType(dtype, shape), key: key, counter: counter))
  }

  private func normal(_ dtype: DType, _ shape: TensorShape) throws -> [Double] {
    try doubles(.randomNormal(TensorType(dtype, shape), key: key, counter: counter))
  }

  private func integers(_ dtype: DType, _ count: Int, in range: Range<Int64>) -> Node {
    .randomIntegers(TensorType(dtype, [count]), in: range, key: key, counter: counter)
  }

  private func moment(_ numbers: [Double], _ power: Int, around center: Double = 0) -> Double {
    numbers.reduce(0) { sum, x in sum + (0..<power).reduce(1) { product, _ in product * (x - center) } } / Double(numbers.count)
  }

  @Test(arguments: DType.floatingPoint)
  func uniformNumbersHaveTheMeanAndTheVarianceOfTheirDistribution(_ dtype: DType) throws {
    let numbers = try uniform(dtype, [20_000])
    // The mean of 20,000 has the standard deviation 0.002.
    #expect((moment(numbers, 1) - 0.5).magnitude < 0.01)
    #expect((moment(numbers, 2, around: 0.5) - 1.0 / 12).magnitude < 0.004)
    #expect(numbers.allSatisfy { 0 <= $0 && $0 < 1 })
    var counts = [Int](repeating: 0, count: 16)
    for number in numbers { counts[Int(number * 16)] += 1 }
    #expect(chiSquare(counts) < 45)  // 15 degrees of freedom
  }

  @Test func uniformFloatsHave24BitsAndDoubles53() throws {
    let floats = try uniform(.float32, [1_000]).map { $0 * 0x1p24 }, doubles = try uniform(.float64, [1_000]).map { $0 * 0x1p53 }
    #expect(floats.allSatisfy { $0 == $0.rounded() } && floats.contains { $0.truncatingRemainder(dividingBy: 2) == 1 })
    #expect(doubles.allSatisfy { $0 == $0.rounded() } && doubles.contains { $0.truncatingRemainder(dividingBy: 2) == 1 })
  }

  @Test func uniformBFloat16NeverRoundsUpToOne() throws {
    let floats = try uniform(.float32, [4_000]), narrow = try uniform(.bfloat16, [4_000])
    #expect(floats.contains { $0 > 1 - 0x1p-9 }, "a number that rounds up is among them")
    #expect(narrow.max() == 1 - 0x1p-8)
  }

  @Test(arguments: DType.floatingPoint)
  func normalNumbersHaveTheMomentsOfTheirDistribution(_ dtype: DType) throws {
    let numbers = try normal(dtype, [20_001])
    #expect(numbers.count == 20_001)
    #expect(moment(numbers, 1).magnitude < 0.03)
    #expect((moment(numbers, 2) - 1).magnitude < 0.04)
    #expect(moment(numbers, 3).magnitude < 0.1)
    #expect((moment(numbers, 4) - 3).magnitude < 0.25)
    let inside = Double(numbers.count { $0.magnitude < 1 }) / Double(numbers.count)
    #expect((inside - 0.6827).magnitude < 0.015)
  }

  @Test func theTwoNumbersOfAPairAreIndependent() throws {
    let numbers = try normal(.float64, [20_000])
    let pairs = zip(numbers[..<10_000], numbers[10_000...])
    #expect((pairs.reduce(0) { $0 + $1.0 * $1.1 } / 10_000).magnitude < 0.05)
    #expect((pairs.reduce(0) { $0 + $1.0 * $1.0 * $1.1 * $1.1 } / 10_000 - 1).magnitude < 0.1)
  }

  @Test(arguments: [[], [0], [1], [2, 3], [3, 0, 2]] as [TensorShape])
  func everyShapeCanBeDrawn(_ shape: TensorShape) throws {
    for dtype in DType.floatingPoint {
      #expect(try uniform(dtype, shape).count == shape.contiguousSize)
      #expect(try normal(dtype, shape).allSatisfy(\.isFinite))
      let drawn = Node.randomNormal(TensorType(dtype, shape), key: key, counter: counter)
      #expect(drawn.type == TensorType(dtype, shape))
    }
  }

  @Test(.enabled(if: TestDevice.isAvailable, TestDevice.needed))
  func xlaDrawsTheSameNormalNumbers() throws {
    let draw = { (_: [Node]) in [Node.randomNormal(TensorType(.float64, [501]), key: key, counter: counter)] }
    let host = try computed([], draw)[0].array(of: Double.self), device = try computedOnDevice([], draw)[0].array(of: Double.self)
    #expect(zip(host, device).allSatisfy { ($0 - $1).magnitude < 1e-13 * max(1, $0.magnitude) })
  }

  @Test(arguments: DType.integers)
  func integersAreEquallyFrequent(_ dtype: DType) throws {
    var counts = [Int](repeating: 0, count: 10)
    for number in try doubles(integers(dtype, 20_000, in: 5..<15)) { counts[Int(number) - 5] += 1 }
    #expect(chiSquare(counts) < 35)  // 9 degrees of freedom
  }

  @Test func integersFillTheirWholeType() throws {
    let range = Int64(Int32.min)..<Int64(Int32.max) + 1
    let numbers = try doubles(integers(.int32, 4_000, in: range))
    #expect(numbers.contains { $0 < -2.1e9 } && numbers.contains { $0 > 2.1e9 })
    #expect((numbers.reduce(0, +) / 4_000).magnitude < 1e8)
    #expect(try Set(doubles(integers(.uint8, 4_000, in: 0..<256))).count == 256)
    let wide = try computed { _ in [integers(.int64, 4_000, in: Int64.min..<Int64.max)] }[0].array(of: Int64.self)
    #expect(Set(wide).count == 4_000 && wide.contains { $0 < -(1 << 62) } && wide.contains { $0 > 1 << 62 })
  }

  @Test func negativeRangesKeepTheirEnds() throws {
    for dtype in DType.integers.filter(\.isSignedInteger) { #expect(try Set(doubles(integers(dtype, 200, in: -3..<(-1)))) == [-3, -2]) }
  }

  @Test func whatCannotBeDrawnIsRefused() {
    let problem = { (node: Node) in node.diagnosis?.mistake }
    #expect(
      problem(integers(.int32, 4, in: 3..<3))
        == .argument(
          function: "randomIntegers", problem: "there are no numbers of Int32 to draw from 3..<3",
          hint: "give a range that is not empty and lies within the type"))
    #expect(
      problem(integers(.uint8, 4, in: -1..<3))
        == .argument(
          function: "randomIntegers", problem: "there are no numbers of UInt8 to draw from -1..<3",
          hint: "give a range that is not empty and lies within the type"))
    #expect(
      problem(integers(.float32, 4, in: 0..<3))
        == .unsupportedDType(operation: "randomIntegers", .float32, expected: "an integer type"))
    #expect(
      problem(.randomUniform(TensorType(.int32, [2]), key: key, counter: counter))
        == .unsupportedDType(operation: "randomUniform", .int32, expected: "Float, Double, Float16 or BFloat16"))
    #expect(
      problem(.randomNormal(TensorType(.bool, [2]), key: key, counter: counter))
        == .unsupportedDType(operation: "randomNormal", .bool, expected: "Float, Double, Float16 or BFloat16"))
  }
}
