/// How a mark looks.
struct MarkStyle: Sendable {
  enum Dashes: Sendable { case none, dashed, dotted }

  /// The next colour of the palette where there is none.
  var color: ChartColor?
  var dashes = Dashes.none
  /// Of lines, in points.
  var width = 1.8
  var opacity = 1.0
  var pointSize = 0.6
  /// What gnuplot draws at a point: number 7 is a disc, and a quoted character is itself.
  var pointType = "7"
}
