extension Chart {
  /// The chart under a title.
  public func title(_ title: String) -> Chart { with { $0.title = title } }

  /// The chart with labels along its axes.
  public func labels(x: String = "", y: String = "") -> Chart {
    with {
      $0.x.label = x
      $0.y.label = y
    }
  }

  /// The chart cut to these numbers; an axis without limits fits what is drawn.
  ///
  ///     Chart(.line(losses)).limits(y: 0...1)
  public func limits(x: ClosedRange<Double>? = nil, y: ClosedRange<Double>? = nil) -> Chart {
    with {
      $0.x.limits = x ?? $0.x.limits
      $0.y.limits = y ?? $0.y.limits
    }
  }

  /// The chart with axes whose ticks stand for powers of ten. Numbers that are not positive are gaps.
  public func logarithmic(x: Bool = false, y: Bool = false) -> Chart {
    with {
      $0.x.isLogarithmic = x
      $0.y.isLogarithmic = y
    }
  }

  /// The chart with its legend at a place, or without one.
  public func legend(_ place: LegendPlace) -> Chart { with { $0.legend = place } }

  /// The chart with or without the light lines behind its marks.
  public func grid(_ isShown: Bool) -> Chart { with { $0.hasGrid = isShown } }

  /// The chart with other colours for values: of lines and points `coloredBy:` something, and of the cells of a `heatmap`.
  public func colorMap(_ map: ColorMap) -> Chart { with { $0.colorMap = map } }

  /// The chart with a bar beside it that shows which colour stands for which value.
  ///
  /// - Parameter limits: the values at the ends of the colour map; the least and the largest that are drawn by default.
  public func colorBar(_ label: String = "", limits: ClosedRange<Double>? = nil) -> Chart {
    with {
      $0.colorBarLabel = label
      $0.colorLimits = limits
    }
  }

  /// The chart in another size, in points: a point is 1.5 pixels of a PNG file, and one unit of an SVG file.
  public func size(width: Int, height: Int) -> Chart { with { $0.size = PictureSize(width: width, height: height) } }

  private func with(_ change: (inout Chart) -> Void) -> Chart {
    var chart = self
    change(&chart)
    return chart
  }
}
