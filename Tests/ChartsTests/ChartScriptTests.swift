import Testing

@testable import Charts

/// What gnuplot is told of axes, titles, legends and colours.
struct ChartScriptTests {
  private static let line = Chart(.line([0, 10], [0, 10], label: "a"))

  @Test func aWholeScriptReadsLikeThis() throws {
    let chart = Self.line.title("Loss").labels(x: "Epoch", y: "MSE").legend(.topLeft)
    #expect(
      try ChartGrid(chart).script(in: .png) == ##"""
        set terminal pngcairo enhanced size 960,630 font "Sans,10" fontscale 1.5 linewidth 1.5 pointscale 1.5 background rgb "#FFFFFF"
        reset
        set encoding utf8
        set minussign
        set title "Loss" noenhanced font ",12" textcolor rgb "#262626"
        set border 3 linecolor rgb "#808080" linewidth 0.8
        set tics nomirror out scale 0.4 textcolor rgb "#404040"
        set grid xtics ytics back linecolor rgb "#E4E4E4" linewidth 0.8 linetype 1
        set xlabel "Epoch" noenhanced textcolor rgb "#262626"
        set ylabel "MSE" noenhanced textcolor rgb "#262626"
        set format x "%h"
        set format y "%h"
        set xrange [-0.4:10.4]
        set yrange [-0.5:10.5]
        unset colorbox
        set key left top Left reverse opaque box linecolor rgb "#D9D9D9" linewidth 0.8 width 1 samplen 2 spacing 1.2 height 0.4 textcolor rgb "#262626"
        $data0 << end_of_data
        0.0 0.0
        10.0 10.0
        end_of_data
        plot $data0 using 1:2 with lines linewidth 1.8 linecolor rgb "#0072B2" title "a" noenhanced

        """##)
  }

  private static let rows: [(name: String, chart: Chart, has: [String], hasNot: [String])] = [
    ("limits", line.limits(x: -3...4).limits(y: 0...1), ["set xrange [-3.0:4.0]", "set yrange [0.0:1.0]"], []),
    ("no grid", line.grid(false), [], ["set grid"]),
    ("no legend", line.legend(.hidden), ["unset key"], ["set key"]),
    ("no labels", Chart(.line([1, 2])), ["unset key"], ["set xlabel", "set title"]),
    ("outside", line.legend(.outside), ["set key outside right top "], []),
    (
      "logarithmic", Chart(.line([1, 2], [1, 1000])).logarithmic(y: true),
      ["set logscale y 10", #"set format y "10^{%L}""#], ["set logscale x", "set ytics"]
    ),
    (
      "logarithmic, of few powers of ten", Chart(.line([1, 2], [0.5, 20])).logarithmic(y: true),
      ["set logscale y 10", #"set format y "%h""#, "set ytics (0.5, 1.0, 2.0, 5.0, 10.0, 20.0)"], []
    ),
    ("few epochs", Chart.losses(["a": [0.5, 0.25, 0.2]]), ["set xtics 1", "set yrange [0.185:0.515]"], ["set ytics 1"]),
    (
      "colour bar", Chart(.lines([[(0, 0)], [(0, 1)]], coloredBy: [1, 20])).colorBar("Epoch").colorMap(.gray),
      [
        ##"set palette defined (0 "#000000", 1 "#FFFFFF")"##, "set cbrange [1.0:20.0]", "set colorbox noborder",
        #"set cblabel "Epoch" noenhanced"#,
      ], ["unset colorbox"]
    ),
    ("a bar with limits", Chart(.scatter([0], [0], coloredBy: [3])).colorBar(limits: 0...10), ["set cbrange [0.0:10.0]"], []),
    ("no values, no bar", line.colorBar("Epoch"), ["unset colorbox"], ["cbrange"]),
    ("bars", Chart(.bars(["a", "b"], [1, 2])), [#"set xtics ("a" 0, "b" 1) noenhanced"#, "set yrange [0.0:2.1]"], []),
    ("names of bars are no formats", Chart(.bars(["50 %"], [1])), [#"set xtics ("50 %%" 0) noenhanced"#], []),
    ("rows from the top", Chart(.heatmap([[1, 2], [3, 4], [5, 6]])), ["set yrange [2.5:-0.5]", "set size ratio -1"], []),
    ("image", Chart(.image([0], height: 1, width: 1)), ["unset border", "unset tics"], ["set border"]),
    (
      "confusion matrix", Chart.confusionMatrix([[9, 1], [2, 8]], classes: ["cat", "dog"]),
      [#"set xtics ("cat" 0, "dog" 1) noenhanced"#, #"set ytics ("cat" 0, "dog" 1) noenhanced"#, "set cbrange [0.0:9.0]"], ["set grid"]
    ),
  ]

  @Test(arguments: rows.indices) func whatIsAskedForIsInTheScript(row: Int) throws {
    let (name, chart, has, hasNot) = Self.rows[row]
    let script = try chart.script()
    for start in has { #expect(script.contains { $0.hasPrefix(start) }, "\(name): \(start)") }
    for start in hasNot { #expect(!script.contains { $0.hasPrefix(start) }, "\(name): \(start)") }
  }

  @Test func chartsOfAGridStandInRows() throws {
    let grid = ChartGrid(Array(repeating: Self.line.size(width: 100, height: 50), count: 5), columns: 2).title("All")
    let script = try grid.script(in: .png).split(separator: "\n")
    #expect(script[0].contains("size 300,270 "))
    #expect(script[1] == #"set multiplot layout 3,2 title "All" noenhanced font ",13""#)
    #expect(script.filter { $0 == "reset" }.count == 5)
    #expect(script.last == "unset multiplot")
    #expect(ChartGrid(Self.line, Self.line).columns == 2)
    #expect(try ChartGrid([Self.line, Self.line], columns: .max).commands().hasPrefix("set multiplot layout 1,2\n"))
  }

  @Test func formatsHaveTerminalsOfTheirOwn() throws {
    let points = Chart(.points([1], [1]), .points([2], [2]))
    #expect(try ChartGrid(points).script(in: .svg).hasPrefix("set terminal svg enhanced size 640,420 "))
    let text = try ChartGrid(points.colorBar()).script(in: .text(columns: 60, lines: 20, hasColors: true))
    #expect(text.hasPrefix("set terminal dumb ansi256 size 60,20\n"))
    #expect(text.contains(#"pointtype "o""#) && text.contains(#"pointtype "x""#))
    #expect(!text.contains("set grid"))
    #expect(try PictureFormat(path: "a/B.PNG").terminal(PictureSize(width: 2, height: 4)).contains("pngcairo enhanced size 3,6 "))
  }
}
