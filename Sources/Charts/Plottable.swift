/// A number that a chart can draw.
///
/// Not-a-number, infinity and magnitudes beyond 1e300 are gaps: a line is interrupted there, a point or a cell is left out.
public protocol Plottable {
  /// The number as charts use it.
  var plotted: Double { get }
}

extension Double: Plottable { public var plotted: Double { self } }
extension Float: Plottable { public var plotted: Double { Double(self) } }
extension Int: Plottable { public var plotted: Double { Double(self) } }
extension Int8: Plottable { public var plotted: Double { Double(self) } }
extension Int16: Plottable { public var plotted: Double { Double(self) } }
extension Int32: Plottable { public var plotted: Double { Double(self) } }
extension Int64: Plottable { public var plotted: Double { Double(self) } }
extension UInt8: Plottable { public var plotted: Double { Double(self) } }

extension Collection where Element: Plottable {
  /// The numbers, with not-a-number for every gap.
  var drawable: [Double] { map { abs($0.plotted) <= 1e300 ? $0.plotted : .nan } }
}
