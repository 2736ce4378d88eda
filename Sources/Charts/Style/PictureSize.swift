/// Width and height in points.
struct PictureSize: Sendable, Equatable {
  var width: Int
  var height: Int
}
