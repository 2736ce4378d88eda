/// Rows of values, each drawn as a coloured cell around whole numbers of both axes; row 0 is on top.
struct CellGrid: Sendable {
  let rows: [[Double]]
  /// Whether the values stand in the cells as numbers.
  let writesValues: Bool

  var height: Int { rows.count }
  var width: Int { rows.first?.count ?? 0 }
}

/// Rows of colours, red, green and blue from 0 to 255; row 0 is on top.
struct ColorGrid: Sendable {
  let height: Int
  let width: Int
  /// `height · width · 3` numbers.
  let components: [Double]
}
