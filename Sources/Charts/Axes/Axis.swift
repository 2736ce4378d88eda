/// What is known of an axis before the data are.
struct Axis: Sendable {
  var label = ""
  var limits: ClosedRange<Double>?
  var isLogarithmic = false
  /// Names at 0, 1, 2 … in place of numbers.
  var categories: [String] = []
}
