import ApusData
import Foundation
import Testing

/// The legacy generator of NumPy, bit for bit.
struct NumPyRandomTests {
  @Test(arguments: 0..<8) func everyKindOfDrawIsNumPysToTheLastBit(row: Int) throws {
    let generators = try NumPyFixture.numPy.get().generators
    #expect(generators.count == 8)
    let expected = generators[row]
    var random = expected.seed.map { NumPyRandom(seed: $0) } ?? NumPyRandom(seeds: expected.seeds ?? [])
    #expect(random.rand(3) == expected.rand)
    #expect(random.uniform(from: -2.5, to: 7.25, count: 3) == expected.uniform)
    #expect(random.standardNormal(count: 3) == expected.standardNormal)
    #expect(random.normal(mean: 50, standardDeviation: 100, count: 4) == expected.normal)
    #expect(random.randint(1..<7, count: 10) == expected.dice)
    #expect(random.randint(Int.min / 2..<Int.max / 2 + 1, count: 4).map(String.init) == expected.wide)
    #expect(random.randint(Int.min..<Int.max, count: 3).map(String.init) == expected.widest)
    #expect(random.randint(0..<4_294_967_296, count: 3) == expected.words)
    #expect(random.randint(5..<6, count: 2) == expected.single)
    #expect(random.permutation(12) == expected.permutation)
    var letters = Array("abcdefg")
    random.shuffle(&letters)
    #expect(String(letters) == expected.shuffled)
    #expect(random.rand(1_000).suffix(2) + random.standardNormal(count: 1) == expected.late)
  }

  @Test func aValueGoesOnByItself() {
    var one = NumPyRandom(seed: 7)
    _ = one.standardNormal(count: 1)
    var other = one
    #expect(one.standardNormal(count: 5) == other.standardNormal(count: 5))
  }

  @Test func nothingIsDrawnWhereNothingIsAskedFor() {
    var random = NumPyRandom(seed: 0)
    #expect(random.rand(-1).isEmpty && random.normal(mean: 0, standardDeviation: 1, count: 0).isEmpty)
    #expect(random.randint(3..<3, count: 5).isEmpty && random.permutation(-2).isEmpty)
    var none: [Int] = []
    random.shuffle(&none)
    #expect(none.isEmpty)
    var untouched = NumPyRandom(seed: 0)
    #expect(random.rand(1) == untouched.rand(1))
  }

  /// Guide 004: `np.random.seed(32)`, x and noise of 200 normal numbers each, y = 2x + 100 + noise.
  @Test func theDataOfTheGuideAreGenerated() throws {
    let expected = try NumPyFixture.guideTable("seed004_raw.csv")
    var random = NumPyRandom(seed: 32)
    let x = random.normal(mean: 50, standardDeviation: 100, count: 200)
    let noise = random.normal(mean: 0, standardDeviation: 100, count: 200)
    let y = zip(x, noise).map { 2 * $0 + 100 + $1 }
    #expect(try x == expected["x"])
    #expect(try noise == expected["noise"])
    #expect(try y == expected["y"])

    let scaler = try StandardScaler(fitting: zip(x, y).map { [$0, $1] })
    #expect(String(format: "%.3g %.3g", scaler.mean[0], scaler.variance[0]) == "60.3 1.01e+04")
    let scaled = try NumPyFixture.guideTable("seed004.csv")
    let rows = try scaler.transform(zip(x, y).map { [$0, $1] })
    for (column, name) in ["x_scaled", "y_scaled"].enumerated() {
      for (own, numPys) in zip(rows.map { $0[column] }, try scaled[name]) { #expect(abs(own - numPys) <= 2e-15, "\(own)") }
    }
  }

  /// Of numbers of `Double`, in double precision: the same bits.
  @Test(arguments: 0..<9) func linearSpacesAreNumPys(row: Int) throws {
    let spaces = try NumPyFixture.numPy.get().linspaces
    #expect(spaces.count == 9)
    let space = spaces[row]
    let tensor = Tensor<Double>(linearSpaceFrom: space.start, to: space.end, count: space.count)
    #expect(tensor.scalars == space.values)
  }
}
