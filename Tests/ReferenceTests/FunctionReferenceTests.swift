import ApusNN
import Testing

/// Functions of tensors against PyTorch, NumPy, SciPy and JAX: the values and the gradients that the programs of `References/functions/`
/// wrote, at three points or more, in `Double` (1e-10) and in `Float` (1e-5).
@Suite struct FunctionReferenceTests {
  static let families: [any FunctionFamily.Type] = [
    Operators.self, Elementwise.self, Activations.self, Reductions.self, ShapeFunctions.self, Indexing.self, Segments.self,
    Matrices.self, LinearAlgebra.self, Fourier.self, Windows.self, Resizing.self, ControlFlow.self, GraphFunctions.self,
  ]

  private static let read = Result { try families.map { try $0.read() } }
  static let rows = (try? read.get())?.flatMap(\.rows) ?? []

  @Test(arguments: rows)
  func valuesAndGradientsAreThoseOfTheReference(_ row: ReferenceRow) throws { try row.check() }

  @Test func everyFunctionHasItsNumbersAndEveryNumberItsFunction() throws {
    for family in try Self.read.get() {
      #expect(family.unused == [])
      #expect(family.rows.filter { $0.cases.isEmpty }.map(\.name) == [])
    }
    #expect(Set(Self.rows.map(\.name)).count == Self.rows.count, "two rows of one name")
  }

  @Test(arguments: rows)
  func everyFunctionIsTriedOnThreeShapes(_ row: ReferenceRow) {
    #expect(Set(row.cases.map { $0.inputs.map(\.shape) }).count >= 3)
  }
}

extension FunctionFamily {
  fileprivate static func read() throws -> (rows: [ReferenceRow], unused: Set<String>) { try ReferenceRow.rows(self) }
}
