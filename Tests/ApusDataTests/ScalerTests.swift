import ApusData
import Testing

struct ScalerTests {
  private func near(_ a: [[Double]], _ b: [[Double?]], _ tolerance: Double) -> Bool {
    a.count == b.count
      && zip(a, b).allSatisfy { row, expected in
        row.count == expected.count
          && zip(row, expected).allSatisfy { own, other in
            guard let other else { return own.isNaN }
            return abs(own - other) <= tolerance * max(1, abs(other))
          }
      }
  }

  @Test(arguments: 0..<4) func scalersAreScikitLearns(row: Int) throws {
    let all = try NumPyFixture.numPy.get().scalers
    #expect(all.count == 4)
    let expected = all[row]
    let rows = expected.rows.map { $0.map { $0 ?? .nan } }
    let standard = try StandardScaler(fitting: rows)
    #expect(near([standard.mean], [expected.mean], 1e-15) && near([standard.variance], [expected.variance], 1e-14), "\(expected.name)")
    // A feature of a million with a deviation of 0.4 loses seven digits.
    #expect(near(try standard.transform(rows), expected.standard, 1e-9), "\(expected.name)")
    #expect(near(try standard.inverse(standard.transform(rows)), expected.rows, 1e-15))
    let minmax = try MinMaxScaler(fitting: rows, to: -1...3)
    #expect(minmax.minimum == expected.minimum && minmax.maximum == expected.maximum)
    #expect(near(try minmax.transform(rows), expected.minmax, 1e-9), "\(expected.name)")
    #expect(near(try minmax.inverse(minmax.transform(rows)), expected.rows, 1e-15))
  }

  @Test func vectorsAndTensorsAreScaledLikeRows() throws {
    let numbers = [1.0, 2, 4, 9]
    for scaler in [try StandardScaler(fitting: numbers), try MinMaxScaler(fitting: numbers)] as [any Scaler] {
      let scaled = try scaler.transform(numbers)
      #expect(scaler.transform(Tensor<Double>(numbers)).scalars == scaled)
      #expect(scaler.transform(Tensor<Double>(shape: [4, 1], scalars: numbers)).scalars == scaled)
      #expect(scaler.inverse(Tensor<Double>(scaled)).scalars == (try scaler.inverse(scaled)))
    }
    #expect(try StandardScaler(fitting: Tensor<Double>(numbers)) == StandardScaler(fitting: numbers))
    #expect(try MinMaxScaler(fitting: Tensor<Double>(numbers)) == MinMaxScaler(fitting: numbers))
    let rows = try StandardScaler(fitting: Tensor<Float>([[1, 5], [3, 5]]))
    #expect(rows.mean == [2, 5] && rows.variance == [1, 0])
    #expect(rows.transform(Tensor<Float>([[5, 5]])).scalars == [3, 0])
  }

  @Test func aConstantFeatureGoesToTheLowerEnd() throws {
    #expect(try MinMaxScaler(fitting: [5.0, 5], to: 2...3).transform([5.0]) == [2])
    #expect(try StandardScaler(fitting: [5.0, 5]).transform([5.0, 7]) == [0, 2])
  }

  @Test func whatCannotBeLearntFromThrows() throws {
    #expect(throws: DataError.noSamples(function: "StandardScaler")) { try StandardScaler(fitting: [[Double]]()) }
    #expect(throws: DataError.noSamples(function: "MinMaxScaler")) { try MinMaxScaler(fitting: [[]]) }
    #expect(throws: DataError.rowLength(function: "StandardScaler", row: 1, expected: 2, found: 1)) {
      try StandardScaler(fitting: [[1, 2], [3]])
    }
    #expect(throws: DataError.range(lower: 1, upper: 1)) { try MinMaxScaler(fitting: [1.0], to: 1...1) }
    #expect(throws: DataError.range(lower: 0, upper: .infinity)) { try MinMaxScaler(fitting: [1.0], to: 0...Double.infinity) }
    #expect(throws: DataError.shape(function: "StandardScaler", [])) { try StandardScaler(fitting: Tensor<Float>(3)) }
    #expect(throws: DataError.shape(function: "MinMaxScaler", [1, 1, 1])) { try MinMaxScaler(fitting: Tensor<Float>(zeros: [1, 1, 1])) }
    #expect(throws: DataError.noSamples(function: "StandardScaler")) { try StandardScaler(fitting: Tensor<Float>(zeros: [0, 2])) }
    #expect(throws: DataError.noSamples(function: "StandardScaler")) { try StandardScaler(fitting: Tensor<Float>(zeros: [2, 0])) }
  }

  @Test func samplesWithOtherFeaturesThrowOrArePoisoned() throws {
    let scaler = try StandardScaler(fitting: [[1, 2], [3, 5]])
    #expect(throws: DataError.rowLength(function: "transform", row: 1, expected: 2, found: 1)) { try scaler.transform([[1, 2], [3]]) }
    #expect(throws: DataError.rowLength(function: "inverse", row: 0, expected: 2, found: 1)) { try scaler.inverse([3]) }
    for shape in [[3], [3, 1], [3, 3], [], [2, 2, 2]] {
      let line = #line + 1
      let scaled = scaler.transform(Tensor<Float>(zeros: TensorShape(shape)))
      #expect(scaled.diagnosis?.site?.line == line, "\(shape)")
      #expect(scaled.diagnosis?.mistake.title.contains("do not have 2 features") == true)
    }
  }
}
