import Runtime

/// A line of the user's program.
public struct SourceLocation: Sendable, Hashable, CustomStringConvertible {
  public let file: String
  public let line: Int
  public let function: String

  public var description: String { "\(file):\(line)" + (function.isEmpty ? "" : "   in \(function)") }

  /// The innermost frame of the calling thread's stack whose source is not the library's own.
  ///
  /// Operators cannot take `#file` and `#line`, so the place of a mistake is found in the backtrace, at the moment of the mistake.
  /// The first capture costs about 4 ms, later ones 0.6 ms: nothing calls this unless a mistake was found.
  static func ofUser() -> SourceLocation? {
    let images = LoadedImages.map
    guard
      let trace = try? Backtrace.capture(algorithm: .auto, limit: 64, images: images),
      let symbols = trace.symbolicated(with: images, options: [.showSourceLocations, .showInlineFrames])
    else { return nil }
    for frame in symbols.frames {
      guard let symbol = frame.symbol, let place = symbol.sourceLocation, place.line > 0 else { continue }
      if place.path.contains("swift-generated-sources") {
        guard let use = MacroExpansion(path: place.path) else { continue }
        return SourceLocation(file: use.file, line: use.line, function: demangled(symbol.name))
      }
      if place.path.contains("compiler-generated") || isOwn(place.path) { continue }
      return SourceLocation(file: shortened(place.path), line: place.line, function: demangled(symbol.name))
    }
    return nil
  }

  private static let packageRoot = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(4).joined(separator: "/")

  /// Modules that a user's call passes through. Frames that were inlined carry relative paths, hence the second rule.
  private static let ownFolders = ["ApusGraph", "ApusCore", "ApusNN", "ApusData", "TrainingLoop", "Checkpoints"].map { "Sources/\($0)/" }

  private static func isOwn(_ path: String) -> Bool {
    let inPackage = path.hasPrefix(packageRoot + "/") || !path.hasPrefix("/")
    return inPackage && ownFolders.contains { path.contains($0) } || path.hasPrefix("/usr") || path.contains("/swift/")
  }

  private static func shortened(_ path: String) -> String {
    path.split(separator: "/").suffix(3).joined(separator: "/")
  }

  /// `closure #1 (Demo.Tensor) -> Demo.Tensor in Demo.Encoder.callAsFunction(Demo.Tensor) -> Demo.Tensor` to `Encoder.callAsFunction`.
  private static func demangled(_ name: String) -> String {
    var outer = Substring(name)
    while let place = outer.range(of: " in ") { outer = outer[place.upperBound...] }
    let head = outer.prefix { $0 != "(" && $0 != "<" }
    return head.split(separator: ".").suffix(2).joined(separator: ".")
  }
}

extension Substring {
  fileprivate func range(of text: String) -> Range<Index>? {
    indices.first { self[$0...].hasPrefix(text) }.map { $0..<index($0, offsetBy: text.count) }
  }
}
