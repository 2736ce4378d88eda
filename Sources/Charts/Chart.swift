/// A picture of numbers, as a value: what is drawn, and how its axes look. gnuplot draws it when it is saved or printed.
///
///     let chart = Chart(
///       .points(x, y, label: "Data"),
///       .line(x, f(x), label: "Ground truth"),
///       .line(x, model(x), label: "Predictions").dashed()
///     ).title("Before training").labels(x: "x", y: "y")
///     try chart.save("before.png")
///
/// Marks take the colours of a palette in turn, which readers with any kind of colour vision can tell apart. Axes fit what is drawn,
/// and the legend stands where it covers least. Marks that cannot be drawn, such as series of different lengths, throw when the
/// chart is saved.
public struct Chart: Sendable {
  /// What is drawn, the first below the others.
  public var marks: [Mark]

  var title = ""
  var x = Axis()
  var y = Axis()
  var legend = LegendPlace.automatic
  var hasGrid = true
  var colorMap = ColorMap.viridis
  var colorBarLabel: String?
  var colorLimits: ClosedRange<Double>?
  var size = PictureSize(width: 640, height: 420)

  public init(_ marks: Mark...) { self.marks = marks }

  /// The marks as an array, for a number of them that the program computes.
  public init(_ marks: [Mark]) { self.marks = marks }
}
