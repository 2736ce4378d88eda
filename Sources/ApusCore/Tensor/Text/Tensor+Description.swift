extension Tensor: CustomStringConvertible {
  /// The elements as NumPy prints an array: columns aligned, lines of 75 characters, more than 1000 elements summarised.
  ///
  ///     print(Tensor<Float>([[1, 2.5], [10, 0]]))
  ///     // [[ 1.0,  2.5],
  ///     //  [10.0,  0.0]]
  ///
  /// A scalar is printed as Swift prints the number. Ends the process with the diagnosis if there was a mistake.
  public var description: String { description(summarizing: scalarCount > 1000) }

  /// All elements, however many.
  public var fullDescription: String { description(summarizing: false) }

  /// The elements as text.
  ///
  /// - Parameters:
  ///   - lineWidth: the number of characters after which a row is continued on the next line.
  ///   - edgeElementCount: how many elements are shown at each end of an axis when summarising.
  ///   - summarizing: whether longer axes are cut to their ends, with `...` between.
  public func description(lineWidth: Int = 75, edgeElementCount: Int = 3, summarizing: Bool = false) -> String {
    let scalars = scalars
    if isScalar { return scalars.first.map { "\($0)" } ?? "" }
    let layout = ArrayText(shape: shape, lineWidth: lineWidth, edge: summarizing ? edgeElementCount : nil)
    let shown = layout.shownIndices
    let column = Column(shown.map { scalars[$0] })
    return layout.text { column.text(of: scalars[$0]) }
  }
}
