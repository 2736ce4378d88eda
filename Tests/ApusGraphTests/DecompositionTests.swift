import ApusTesting
import Testing

@testable import ApusGraph

/// What holds for factors of any size, and what is made of matrices that have none.
@Suite struct DecompositionTests {
  /// The elements of results on the host, and on the device if there is one.
  private func everywhere(_ inputs: [HostArray], _ function: ([Node]) -> [Node]) throws -> [[[Double]]] {
    var results = [try computed(inputs, function).map { try $0.doubles() }]
    if TestDevice.isAvailable { results.append(try computedOnDevice(inputs, function).map { try $0.doubles() }) }
    return results
  }

  private func matrix(_ rows: [[Double]]) throws -> HostArray { try HostArray(rows.flatMap(\.self), shape: [rows.count, rows[0].count]) }

  /// The largest distance between elements.
  private func distance(_ a: [Double], _ b: [Double]) -> Double { zip(a, b).map { ($0 - $1).magnitude }.max() ?? 0 }

  private static func identity(_ count: Int) -> [Double] { (0..<count * count).map { $0 / count == $0 % count ? 1 : 0 } }

  @Test(arguments: [(40, 40), (50, 30), (30, 50)])
  func factorsMultiplyToTheMatrix(_ rows: Int, _ columns: Int) throws {
    let a = try HostArray.random(TensorType(.float64, [rows, columns]), seed: 5)
    let numbers = try a.doubles(), width = min(rows, columns)
    for results in try everywhere(
      [a],
      { operands in
        let (q, r) = operands[0].qr(), (u, values, v) = operands[0].svd()
        return [
          .matrixProduct(q, r), .matrixProduct(q.matrixTransposed, q), .matrixProduct(u * values.asRows(rows), v.matrixTransposed),
          .matrixProduct(u.matrixTransposed, u), .matrixProduct(v.matrixTransposed, v), values,
        ]
      })
    {
      for product in [results[0], results[2]] { #expect(distance(product, numbers) < 1e-12) }
      for product in [results[1], results[3], results[4]] { #expect(distance(product, Self.identity(width)) < 1e-12) }
      #expect(zip(results[5], results[5].dropFirst()).allSatisfy(>=))
    }
  }

  @Test func eigenvectorsAreStretchedByTheirEigenvalues() throws {
    let a = try HostArray.random(TensorType(.float64, [40, 40]), seed: 6)
    for results in try everywhere(
      [a],
      { operands in
        let (values, vectors) = operands[0].eigh()
        return [.matrixProduct(operands[0].symmetricPart, vectors), vectors * values.asRows(40), values]
      })
    {
      #expect(distance(results[0], results[1]) < 1e-11)
      #expect(zip(results[2], results[2].dropFirst()).allSatisfy(<=))
    }
  }

  @Test func matricesWithoutFactorsGiveNaN() throws {
    let indefinite = try matrix([[1, 2], [2, 1]]), singular = try matrix([[1, 2], [2, 4]])
    for results in try everywhere(
      [indefinite, singular],
      { operands in
        [operands[0].cholesky(), operands[1].matrixInverse(), operands[0].solvedTriangular(by: operands[0] - operands[0])]
      })
    {
      for result in results { #expect(result.allSatisfy { $0.isNaN }) }
    }
  }

  @Test func aSingularMatrixHasADeterminant() throws {
    for results in try everywhere(
      [matrix([[1, 2], [2, 4]]), matrix([[0, 1], [1, 0]])],
      { operands in
        operands.flatMap { [$0.determinant(), $0.logDeterminant().sign, $0.logDeterminant().logarithm] }
      })
    {
      #expect(results == [[0], [0], [-.infinity], [-1], [-1], [0]])
    }
  }

  @Test(arguments: [Double.nan, .infinity]) func whatIsNotFiniteGivesNaN(_ number: Double) throws {
    for results in try everywhere(
      [matrix([[1, number], [2, 3]])],
      { operands in
        let x = operands[0]
        return [x.cholesky(), x.qr().q, x.svd().values, x.eigh().vectors, x.determinant(), x.solved(by: x), x.solvedTriangular(by: x)]
      })
    {
      for result in results { #expect(result.allSatisfy { $0.isNaN }) }
    }
  }

  @Test func onlyTheMatrixThatFailsIsNaN() throws {
    let batch = try HostArray([1.0, 2, 2, 4, 2, 0, 0, 4], shape: [2, 2, 2])
    for results in try everywhere([batch], { [$0[0].matrixInverse()] }) {
      #expect(results[0].prefix(4).allSatisfy { $0.isNaN })
      #expect(Array(results[0].suffix(4)) == [0.5, 0, 0, 0.25])
    }
  }

  @Test func aMatrixOfSmallerRankHasOrthonormalVectors() throws {
    for rows in [[[1.0, 2], [2, 4], [3, 6]], [[0, 0], [0, 0], [0, 0]]] {
      for results in try everywhere(
        [matrix(rows)],
        { operands in
          let (u, values, v) = operands[0].svd()
          return [.matrixProduct(u.matrixTransposed, u), .matrixProduct(v.matrixTransposed, v), values]
        })
      {
        #expect(distance(results[0], Self.identity(2)) < 1e-14)
        #expect(distance(results[1], Self.identity(2)) < 1e-14)
        #expect(results[2][1] < 1e-14)
      }
    }
  }

  @Test(arguments: [1e200, 1e-200]) func hugeAndTinyNumbersNeitherOverflowNorVanish(_ size: Double) throws {
    let rows = [[3 * size, 0], [4 * size, 5 * size]], root = 5.0.squareRoot()
    for results in try everywhere([matrix(rows)], { [$0[0].svd().values / size, $0[0].eigh().values / size, $0[0].qr().r / size] }) {
      #expect(distance(results[0], [3 * root, root]) < 1e-13)
      #expect(distance(results[1], [4 - root, 4 + root]) < 1e-13)
      #expect(distance(results[2], [-5, -4, 0, 3]) < 1e-13)
    }
  }

  @Test func equalValuesHaveADerivative() throws {
    let gradients = try computed([matrix([[2, 0], [0, 2]])]) { operands in
      [operands[0].eigh().values, operands[0].svd().values].map { values in
        ReverseSweep(of: (values * values).sum(along: [0])).gradients(withRespectTo: operands)[0] ?? values
      }
    }
    for gradient in gradients { #expect(try gradient.doubles() == [4, 0, 0, 4]) }
  }

  @Test func batchesAreBroadcast() throws {
    let a = try matrix([[2, 0], [0, 4]]), b = try HostArray([2.0, 4, 6, 8], shape: [2, 2, 1])
    let results = try computed([a, b]) { x in [x[1].solved(by: x[0]), x[1].solvedTriangular(by: x[0], isLower: false)] }
    for result in results {
      #expect(result.type.shape == [2, 2, 1])
      #expect(try result.doubles() == [1, 1, 3, 2])
    }
    let x = Node.leaf(a), y = Node.leaf(try HostArray.random(TensorType(.float64, [3, 2, 2]), seed: 1))
    let z = Node.leaf(try HostArray.random(TensorType(.float64, [2, 2, 2]), seed: 1))
    #expect(y.solved(by: z).diagnosis?.mistake == .notBroadcastable(operation: "solve", left: [2, 2, 2], right: [3, 2, 2]))
    #expect(x.solved(by: x.singleRowOf(0)).diagnosis?.mistake == .rank(operation: "solve", shape: [2], expected: "[…, rows, columns]"))
  }

  @Test func theLibraryIsAChoiceOfTheEnvironment() {
    #expect(LAPACK.candidates("off") == [])
    #expect(LAPACK.candidates("/opt/liblapack.so") == ["/opt/liblapack.so"])
    #expect(LAPACK.candidates(nil) == LAPACK.candidates(""))
    #expect(LAPACK.candidates(nil).contains("liblapack.so.3"))
  }

  @Test(arguments: ["/no/such/library.so", "libm.so.6"])
  func aLibraryWithoutTheRoutinesIsNone(_ path: String) { #expect(LAPACK(candidates: [path]) == nil) }
}

extension Node {
  fileprivate func singleRowOf(_ row: Int) -> Node { rows(row..<row + 1).singleRow }
}
