/// Where the legend stands. A chart without labelled marks has none.
public enum LegendPlace: Hashable, Sendable {
  /// In the corner where it covers the fewest data; beside the chart where every corner is full.
  case automatic
  case topLeft, topRight, bottomLeft, bottomRight
  /// To the right of the chart.
  case outside
  case hidden
}
