import Foundation

/// What gnuplot is to write.
enum PictureFormat: Sendable {
  case png, svg
  /// Characters, in as many columns and lines; with colours where a terminal shows them.
  case text(columns: Int, lines: Int, hasColors: Bool)

  /// The format that the end of a path names.
  init(path: String) throws(ChartError) {
    switch URL(fileURLWithPath: path).pathExtension.lowercased() {
    case "png": self = .png
    case "svg": self = .svg
    default: throw .unknownFormat(path: path)
    }
  }

  /// What gnuplot wrote, made ready for viewers.
  func finished(_ picture: Data) -> Data {
    guard case .svg = self else { return picture }
    // Viewers smooth enlarged pixels unless they are asked not to. Text cannot hold the tag, because its `<` is written as `&lt;`; its
    // `>` is left alone, which XML forbids in one place.
    let text = String(decoding: picture, as: UTF8.self)
      .replacingOccurrences(of: "<image ", with: "<image style='image-rendering:pixelated' ")
      .replacingOccurrences(of: "]]>", with: "]]&gt;")
    return Data(text.utf8)
  }

  /// gnuplot's `set terminal` command.
  func terminal(_ size: PictureSize) -> String {
    switch self {
    case .png:
      // 1.5 pixels a point: sharp on dense screens, and not too large on others.
      let (width, height) = (size.width * 3 / 2, size.height * 3 / 2)
      return
        "set terminal pngcairo enhanced size \(width),\(height) font \"Sans,10\" fontscale 1.5 linewidth 1.5 pointscale 1.5 background \(Ink.paper)"
    case .svg:
      return
        "set terminal svg enhanced size \(size.width),\(size.height) font \"DejaVu Sans,Helvetica,Arial,sans-serif,10\" fontscale 1.3 background \(Ink.paper)"
    case .text(let columns, let lines, let hasColors):
      return "set terminal dumb \(hasColors ? "ansi256" : "mono") size \(columns),\(lines)"
    }
  }
}
