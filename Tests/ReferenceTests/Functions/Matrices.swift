import ApusNN

enum Matrices: FunctionFamily {
  static let program = "matrices"

  static func fill<S: TensorFloatingPoint>(_ row: inout FunctionTable<S>) {
    products(&row)
    row("cosineSimilarity") { cosineSimilarity($0[0], $0[1]) }
    row("cosineDistance") { cosineDistance($0[0], $0[1]) }
    row("diagonalPart") { $0[0].diagonalPart() }
    row("diagonal") { $0[0].diagonal() }
    row("withDiagonal") { $0[0].withDiagonal($0[1]) }
    row("trace") { $0[0].trace() }
    row("bandPart 1 0") { $0[0].bandPart(1, 0) }
    row("bandPart -1 1") { $0[0].bandPart(-1, 1) }
  }

  private static func products<S: TensorFloatingPoint>(_ row: inout FunctionTable<S>) {
    row("matmul") { matmul($0[0], $0[1]) }
    row("•") { $0[0] • $0[1] }
    row("matmul of the left transposed") { matmul($0[0], transposed: true, $0[1]) }
    row("matmul of the right transposed") { matmul($0[0], $0[1], transposed: true) }
    row("matmul of both transposed") { matmul($0[0], transposed: true, $0[1], transposed: true) }
    row("dot") { dot($0[0], $0[1]) }
    for equation in ["ij,jk->ik", "bhqd,bhkd->bhqk", "...i,...i->..."] {
      row("einsum \(equation)") { einsum(equation, $0[0], $0[1]) }
    }
    row("einsum ii->") { einsum("ii->", $0[0]) }
  }
}
