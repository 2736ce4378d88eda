/// Where brackets, commas and line ends stand in the text of an array.
struct ArrayText {
  let shape: TensorShape
  let lineWidth: Int
  /// How many elements are shown at each end of an axis; `nil` shows all.
  let edge: Int?

  /// The places along an axis that are shown, `nil` for what is left out.
  private func places(_ axis: Int) -> [Int?] {
    let extent = shape[axis]
    guard let edge, extent > 2 * edge else { return (0..<extent).map { $0 } }
    return (0..<edge).map { $0 } + [nil] + (extent - edge..<extent).map { $0 }
  }

  /// The row-major indices of the elements that are shown, in order.
  var shownIndices: [Int] {
    var indices = shape.contiguousSize == 0 ? [] : [0]
    for (axis, stride) in zip(shape.indices, shape.rowMajorStrides) {
      let shown = places(axis).compactMap { $0 }
      indices = indices.flatMap { index in shown.map { index + $0 * stride } }
    }
    return indices
  }

  /// The text, with `element` giving the text of the element at a row-major index.
  func text(_ element: (Int) -> String) -> String {
    shape.contiguousSize == 0 ? "[]" : text(axis: 0, start: 0, indent: 1, width: lineWidth, element)
  }

  /// The part of the array under one index of each axis before `axis`. Goes down once for each axis.
  private func text(axis: Int, start: Int, indent: Int, width: Int, _ element: (Int) -> String) -> String {
    let stride = shape.rowMajorStrides[axis], left = shape.rank - axis
    if left == 1 {
      let words = places(axis).map { $0.map { element(start + $0 * stride) } ?? "..." }
      return "[" + row(words, indent: indent, width: width - 1) + "]"
    }
    let parts = places(axis).map { place in
      place.map { text(axis: axis + 1, start: start + $0 * stride, indent: indent + 1, width: width - 1, element) } ?? "..."
    }
    let separator = "," + String(repeating: "\n", count: left - 1) + String(repeating: " ", count: indent)
    return "[" + parts.joined(separator: separator) + "]"
  }

  /// One row, continued on further lines where it is longer than `width`.
  private func row(_ words: [String], indent: Int, width: Int) -> String {
    var lines = "", line = "", length = indent
    for (index, word) in words.enumerated() {
      if length + word.count > width, length > indent {
        lines += line.dropLast() + "\n" + String(repeating: " ", count: indent)  // without the space after the comma
        line = ""
        length = indent
      }
      let piece = word + (index == words.count - 1 ? "" : ", ")
      line += piece
      length += piece.count
    }
    return lines + line
  }
}
