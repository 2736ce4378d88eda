extension Mark {
  /// Points that the axes have to reach.
  var corners: [Point] {
    switch content {
    case .points(let points), .line(let points): points
    case .lines(let lines): lines.flatMap { $0 }
    case .boxes(let boxes): boxes.flatMap { [Point(x: $0.left, y: 0), Point(x: $0.right, y: $0.height)] }
    case .cells(let cells): Self.corners(width: cells.width, height: cells.height)
    case .colors(let colors): Self.corners(width: colors.width, height: colors.height)
    }
  }

  /// What colours stand for.
  var values: [Double] {
    switch content {
    case .points(let points): points.compactMap(\.value)
    case .lines(let lines): lines.flatMap { $0.compactMap(\.value) }
    case .cells(let cells): cells.rows.flatMap { $0 }
    case .line, .boxes, .colors: []
    }
  }

  /// Whether it fills the area between the axes with cells or pixels.
  var isGrid: Bool {
    switch content {
    case .cells, .colors: true
    case .points, .line, .lines, .boxes: false
    }
  }

  /// Whether it is a picture, whose pixels have no numbers to read on an axis.
  var isPicture: Bool {
    if case .colors = content { return true }
    return false
  }

  private static func corners(width: Int, height: Int) -> [Point] {
    width == 0 || height == 0
      ? [] : [Point(x: -0.5, y: -0.5), Point(x: Double(width) - 0.5, y: Double(height) - 0.5)]
  }
}
