extension Mark {
  /// The line with dashes, the usual sign for what is true, wanted or predicted.
  public func dashed() -> Mark { with { $0.dashes = .dashed } }

  /// The line as dots.
  public func dotted() -> Mark { with { $0.dashes = .dotted } }

  /// The mark in a colour of its own; the marks around it keep theirs.
  public func color(_ color: ChartColor) -> Mark { with { $0.color = color } }

  /// The line in another width, in points.
  public func width(_ width: Double) -> Mark { with { $0.width = width.isFinite ? min(100, max(0.1, width)) : $0.width } }

  /// The points in another size: 1 is a disc of about 6 points.
  public func size(_ size: Double) -> Mark { with { $0.pointSize = size.isFinite ? min(100, max(0.05, size)) : $0.pointSize } }

  /// The mark with what lies behind showing through: 0 is invisible, 1 hides it.
  public func opacity(_ opacity: Double) -> Mark { with { $0.opacity = opacity.isFinite ? min(1, max(0, opacity)) : $0.opacity } }

  private func with(_ change: (inout MarkStyle) -> Void) -> Mark {
    var mark = self
    change(&mark.style)
    return mark
  }
}
