/// Which colours stand for values from the least to the largest.
public struct ColorMap: Hashable, Sendable {
  /// `RRGGBB` at equal distances.
  let stops: [String]

  /// Dark violet through green to yellow, even in lightness (Smith and van der Walt, 2015).
  public static let viridis = ColorMap(stops: [
    "440154", "48186A", "472D7B", "424086", "3B528B", "33638D", "2C728E", "26828E", "21918C", "1FA088", "28AE80", "3FBC73", "5EC962",
    "84D44B", "ADDC30", "D8E219", "FDE725",
  ])
  /// White to dark blue (Brewer).
  public static let blues = ColorMap(stops: [
    "F7FBFF", "EAF3FB", "DEEBF7", "D2E3F3", "C6DBEF", "B2D2E8", "9DCAE1", "84BCDB", "6AAED6", "56A0CE", "4191C6", "3181BD", "2070B4",
    "1460A8", "08509B", "084082", "08306B",
  ])
  /// Black to white.
  public static let gray = ColorMap(stops: ["000000", "FFFFFF"])

  /// Whether white text is read better than black on the colour at a share of the way from the first stop to the last.
  func isDark(at share: Double) -> Bool {
    let place = share.isFinite ? min(1, max(0, share)) * Double(stops.count - 1) : 0
    let color = UInt32(stops[Int(place.rounded())], radix: 16) ?? 0
    let (red, green, blue) = (Double(color >> 16), Double(color >> 8 & 0xFF), Double(color & 0xFF))
    // Luma of ITU-R BT.601.
    return 0.299 * red + 0.587 * green + 0.114 * blue < 128
  }

  /// The part of a gnuplot `palette` command that lists the colours.
  var definition: String { stops.enumerated().map { "\($0) \"#\($1)\"" }.joined(separator: ", ") }
}
