/// Width and height in points.
struct PictureSize: Sendable, Equatable {
  var width: Int
  var height: Int

  /// Whether gnuplot takes it, and has the memory for it.
  var isDrawable: Bool {
    let sides = 10...20_000
    return sides.contains(width) && sides.contains(height) && width * height <= 100_000_000
  }
}
