import ApusTesting
import Testing

@testable import ApusCore

/// Summations against their definition: every product of elements, added up one by one.
@Suite struct EinsumTests {
  struct Row: Sendable, CustomTestStringConvertible {
    let equation: String
    /// The equation with an arrow and without an ellipsis.
    let plain: String
    let shapes: [TensorShape]
    var testDescription: String { equation }

    init(_ equation: String, _ shapes: [TensorShape], plain: String? = nil) {
      self.equation = equation
      self.plain = plain ?? equation
      self.shapes = shapes
    }
  }

  static let rows = [
    Row("ij,jk->ik", [[2, 3], [3, 4]]), Row("bij,bjk->bik", [[2, 3, 4], [2, 4, 5]]), Row("ij->ji", [[2, 3]]), Row("ij->", [[2, 3]]),
    Row("ij->i", [[2, 3]]), Row("ii->i", [[3, 3]]), Row("ii->", [[3, 3]]), Row("iji->j", [[2, 3, 2]]), Row("i,j->ij", [[2], [3]]),
    Row("i,i->", [[4], [4]]), Row("i,i->i", [[4], [4]]), Row("ij,ij->ij", [[2, 3], [2, 3]]), Row("ij,k->ki", [[2, 3], [4]]),
    Row("bhqd,bhkd->bhqk", [[2, 2, 3, 4], [2, 2, 5, 4]]), Row("ab,bc,cd->ad", [[2, 3], [3, 4], [4, 2]]),
    Row("ab,ac,ad->bcd", [[2, 3], [2, 2], [2, 4]]), Row("ij,jk", [[2, 3], [3, 4]], plain: "ij,jk->ik"),
    Row("ba", [[2, 3]], plain: "ba->ab"), Row("i , j -> i j", [[2], [3]], plain: "i,j->ij"), Row(",i->i", [[], [3]]),
    Row("...ij,...jk->...ik", [[5, 2, 3], [5, 3, 4]], plain: "zij,zjk->zik"), Row("...i->...", [[2, 3, 4]], plain: "yzi->yz"),
    Row("i...,...->i...", [[2, 3], [3]], plain: "iz,z->iz"), Row("ij,jk->ik", [[2, 0], [0, 3]]),
  ]

  /// The sum over all values of all letters.
  private func definition(_ row: Row, _ operands: [Tensor<Double>]) -> [Double] {
    let sides = row.plain.split(separator: "->", omittingEmptySubsequences: false)
    let terms = sides[0].split(separator: ",", omittingEmptySubsequences: false).map(Array.init), result = Array(sides[1])
    var extents: [Character: Int] = [:]
    for (term, shape) in zip(terms, row.shapes) { for (letter, extent) in zip(term, shape) { extents[letter] = extent } }
    let letters = extents.keys.sorted()
    let values = operands.map(\.scalars)
    var sums = [Double](repeating: 0, count: result.reduce(1) { $0 * (extents[$1] ?? 1) })
    let total = letters.reduce(1) { $0 * (extents[$1] ?? 1) }
    for number in 0..<total {
      var (rest, at) = (number, [Character: Int]())
      for letter in letters {
        at[letter] = rest % (extents[letter] ?? 1)
        rest /= extents[letter] ?? 1
      }
      let offset = { (names: [Character]) in names.reduce(0) { $0 * (extents[$1] ?? 1) + (at[$1] ?? 0) } }
      sums[offset(result)] += zip(terms, values).reduce(1) { $0 * $1.1[offset($1.0)] }
    }
    return sums
  }

  private func operands(_ row: Row) throws -> [Tensor<Double>] {
    try row.shapes.enumerated().map { index, shape in
      try Tensor(Node.leaf(.random(TensorType(.float64, shape), seed: UInt64(index + 1))))
    }
  }

  private func summed(_ row: Row, _ x: [Tensor<Double>]) -> Tensor<Double> { Tensor(.einsum(row.equation, x.map(\.node))) }

  @Test(arguments: rows) func aSummationIsItsDefinition(_ row: Row) throws {
    let operands = try operands(row), result = summed(row, operands)
    let expected = definition(row, operands)
    #expect(result.scalars.count == expected.count)
    #expect(zip(result.scalars, expected).allSatisfy { ($0 - $1).magnitude < 1e-12 })
  }

  @Test(arguments: rows) func gradientsAreDifferences(_ row: Row) throws {
    let operands = try operands(row)
    let loss = { (x: [Tensor<Double>]) -> Tensor<Double> in
      let result = summed(row, x)
      return (result * result).sum()
    }
    for index in operands.indices where operands[index].scalarCount > 0 {
      let gradient = gradient(at: operands[index]) { x in
        var changed = operands
        changed[index] = x
        return loss(changed)
      }
      var (up, down) = (operands, operands)
      let step = try Tensor<Double>(Node.leaf(.random(TensorType(.float64, row.shapes[index]), seed: 9))) * 1e-5
      up[index] = up[index] + step
      down[index] = down[index] - step
      let difference = (loss(up) - loss(down)).scalarized() / 2
      #expect((difference - (gradient * step).sum().scalarized()).magnitude < 1e-8 * max(1, difference.magnitude))
    }
  }

  @Test func axesOfAnEllipsisAreBroadcast() {
    let a = Tensor<Double>(shape: [2, 1, 3], scalars: [1, 2, 3, 4, 5, 6]),
      b = Tensor<Double>(shape: [4, 3], scalars: (0..<12).map(Double.init))
    #expect(einsum("...i,...i->...", a, b) == (a * b).sum(squeezingAxes: 2))
    #expect(einsum("...,...->...", Tensor<Int32>([1, 2]), Tensor<Int32>(3)).scalars == [3, 6])
  }

  @Test(arguments: [
    ("ij,jk->ik->", "it has more than one arrow"), ("ij->i", "it names 1 operand, 2 are given"),
    ("ij,...jkl->i", "“...jkl” has more letters than the operand's 2 axes"), ("i,jk->i", "“i” does not name the operand's 2 axes"),
    ("ij,jk->im", "the result names “m”, which no operand has"), ("ij,jk->ii", "the result names an axis twice"),
    ("i1,jk->i", "“1” in “i1” is no letter"), ("ij,ik->jk", "“i” is 2 long in one place and 3 in another"),
  ])
  func whatIsWrongIsSaid(_ equation: String, _ problem: String) {
    let result = einsum(equation, Tensor<Float>(zeros: [2, 3]), Tensor<Float>(zeros: [3, 4]))
    let hint = "write an equation such as ij,jk->ik, a letter for each axis"
    #expect(
      result.diagnosis?.mistake
        == .argument(function: "einsum", problem: "“\(equation)” cannot be computed: \(problem)", hint: hint))
  }
}
