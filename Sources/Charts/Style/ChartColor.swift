/// The colour of a mark.
public enum ChartColor: Hashable, Sendable {
  /// A colour of the palette, counted from 0 and around its end.
  ///
  ///     .line(epochs, weights).color(.series(0)),
  ///     .line(epochs, trueWeights).dashed().color(.series(0))
  case series(Int)
  /// Red, green and blue from 0 to 255.
  case rgb(UInt8, UInt8, UInt8)

  public static let black = rgb(0, 0, 0)
  public static let gray = rgb(127, 127, 127)
  public static let red = rgb(200, 30, 30)

  /// Okabe and Ito, "Color universal design", 2008, in an order in which neighbours differ in lightness too; their yellow, too pale for
  /// lines on white, comes last.
  private static let palette: [(UInt8, UInt8, UInt8)] = [
    (0, 114, 178), (213, 94, 0), (0, 158, 115), (204, 121, 167), (230, 159, 0), (86, 180, 233), (0, 0, 0), (240, 228, 66),
  ]

  private var components: (UInt8, UInt8, UInt8) {
    switch self {
    case .rgb(let red, let green, let blue): (red, green, blue)
    case .series(let index): Self.palette[(index % Self.palette.count + Self.palette.count) % Self.palette.count]
    }
  }

  /// As gnuplot writes colours: `#0072B2`, or with a transparency in front, `#800072B2`.
  func hexadecimal(opacity: Double = 1) -> String {
    let (red, green, blue) = components
    let transparency = UInt8((255 * (1 - opacity)).rounded())
    let bytes = (transparency == 0 ? [] : [transparency]) + [red, green, blue]
    return "#" + bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16, uppercase: true) }.joined()
  }
}
