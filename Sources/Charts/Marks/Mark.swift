/// Something that a chart draws: points, a line, the bars of a histogram, an image.
///
/// Marks are made by the functions `points`, `scatter`, `line`, `lines`, `histogram`, `bars`, `heatmap` and `image`, and changed by
/// `dashed`, `color` and the others below.
public struct Mark: Sendable {
  /// What is drawn, in the numbers of the axes.
  enum Content: Sendable {
    case points([Point])
    case line([Point])
    /// One after the other, each with the value that its points have.
    case lines([[Point]])
    case boxes([Box])
    case cells(CellGrid)
    case colors(ColorGrid)
  }

  struct Point: Sendable, Equatable {
    var x: Double
    var y: Double
    /// What a colour stands for, where the mark is coloured by values.
    var value: Double?
  }

  /// A bar from 0 to its height.
  struct Box: Sendable, Equatable {
    var left: Double
    var right: Double
    var height: Double
  }

  let content: Content
  let label: String
  /// The names under bars.
  var categories: [String] = []
  var style: MarkStyle
  /// Why it cannot be drawn; thrown when the chart is.
  var problem: ChartError?

  init(_ content: Content, label: String = "", style: MarkStyle = MarkStyle(), problem: ChartError? = nil) {
    self.content = content
    self.label = label
    self.style = style
    self.problem = problem
  }
}
