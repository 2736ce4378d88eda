extension Mark {
  /// A bar for each category, side by side, with its name below.
  ///
  ///     Chart(.bars(["SGD", "Adam"], [0.196, 0.263]))
  public static func bars(_ categories: [String], _ heights: some Collection<some Plottable>, label: String = "") -> Mark {
    guard categories.count == heights.count else {
      return Mark(.boxes([]), problem: .lengthsDiffer(mark: "bars", first: categories.count, second: heights.count))
    }
    let boxes = heights.drawable.enumerated().map { Box(left: Double($0) - 0.4, right: Double($0) + 0.4, height: $1) }
    var mark = Mark(.boxes(boxes), label: label)
    mark.categories = categories
    return mark
  }
}
