import Testing

@testable import Charts

/// What gnuplot is told of each kind of mark.
struct MarkScriptTests {
  private static let rows: [(name: String, chart: Chart, commands: [String])] = [
    (
      "points", Chart(.points([0, 1], [2.0, .nan], label: "Data")),
      [
        "$data0 << end_of_data", "0.0 2.0", "1.0 NaN", "end_of_data",
        ##"plot $data0 using 1:2 with points pointtype 7 pointsize 0.45 linecolor rgb "#0072B2" title "Data" noenhanced"##,
      ]
    ),
    (
      "two lines, the second dashed in a colour of its own",
      Chart(.line([3.0, 1.0]), .line([0, 1], [2, 2]).dashed().color(.rgb(1, 2, 255)).width(3).opacity(0.5)),
      [
        "$data0 << end_of_data", "0.0 3.0", "1.0 1.0", "end_of_data",
        "$data1 << end_of_data", "0.0 2.0", "1.0 2.0", "end_of_data",
        ##"plot $data0 using 1:2 with lines linewidth 1.8 linecolor rgb "#0072B2" notitle, \"##,
        ##"  $data1 using 1:2 with lines linewidth 3.0 dashtype (10,5) linecolor rgb "#800102FF" notitle"##,
      ]
    ),
    (
      "scatter coloured by values",
      Chart(.scatter([1], [2], coloredBy: [5])),
      [
        "$data0 << end_of_data", "1.0 2.0 5.0", "end_of_data",
        "plot $data0 using 1:2:3 with points pointtype 7 pointsize 0.9 linecolor palette notitle",
      ]
    ),
    (
      "lines coloured by values",
      Chart(.lines([[(0, 1), (1, 2)], [(0, 3)]], coloredBy: [10, 20])),
      [
        "$data0 << end_of_data", "0.0 1.0 10.0", "1.0 2.0 10.0", "", "0.0 3.0 20.0", "", "end_of_data",
        "plot $data0 using 1:2:3 with lines linewidth 1.5 linecolor palette notitle",
      ]
    ),
    (
      "histogram", Chart(.histogram([0, 1, 1], bins: 2)),
      [
        "$data0 << end_of_data", "0.25 1.0 0.0 0.5 0.0 1.0", "0.75 2.0 0.5 1.0 0.0 2.0", "end_of_data",
        ##"plot $data0 using 1:2:3:4:5:6 with boxxyerror fillstyle solid 1.0 border linecolor rgb "#FFFFFF" linewidth 1 "##
          + ##"linecolor rgb "#0072B2" notitle"##,
      ]
    ),
    (
      "bars below zero", Chart(.bars(["a"], [-2])),
      [
        "$data0 << end_of_data", "0.0 -2.0 -0.4 0.4 -2.0 0.0", "end_of_data",
        ##"plot $data0 using 1:2:3:4:5:6 with boxxyerror fillstyle solid 1.0 border linecolor rgb "#FFFFFF" linewidth 1 "##
          + ##"linecolor rgb "#0072B2" notitle"##,
      ]
    ),
    (
      "gray image", Chart(.image([0.0, 0.5, 2.0, .nan], height: 2, width: 2)),
      [
        "$data0 << end_of_data", "0 0 0 0 0", "1 0 128 128 128", "0 1 255 255 255", "1 1 0 0 0", "end_of_data",
        "plot $data0 using 1:2:3:4:5 with rgbimage notitle",
      ]
    ),
    (
      "colour image", Chart(.image([0, 255, 51], height: 1, width: 1, range: 0...255)),
      [
        "$data0 << end_of_data", "-0.25 -0.25 0 255 51", "0.25 -0.25 0 255 51", "-0.25 0.25 0 255 51", "0.25 0.25 0 255 51", "end_of_data",
        "plot $data0 using 1:2:3:4:5 with rgbimage notitle",
      ]
    ),
    (
      "confusion matrix", Chart.confusionMatrix([[9, 1], [2, 8]]),
      [
        "$data0 << end_of_data", "0 0 -0.5 0.5 -0.5 0.5 9.0", "1 0 0.5 1.5 -0.5 0.5 1.0", "0 1 -0.5 0.5 0.5 1.5 2.0",
        "1 1 0.5 1.5 0.5 1.5 8.0", "end_of_data",
        "$data1 << end_of_data", "0 0 9 16777215", "1 0 1 2500134", "0 1 2 2500134", "1 1 8 16777215", "end_of_data",
        #"plot $data0 using 1:2:3:4:5:6:7 with boxxyerror fillstyle solid 1 border linewidth 0.5 linecolor palette notitle, \"#,
        "  $data1 using 1:2:(strcol(3)):4 with labels textcolor rgb variable notitle",
      ]
    ),
    (
      "transparent bars", Chart(.bars(["a"], [1]).opacity(0.5)),
      [
        "$data0 << end_of_data", "0.0 1.0 -0.4 0.4 0.0 1.0", "end_of_data",
        ##"plot $data0 using 1:2:3:4:5:6 with boxxyerror fillstyle transparent solid 0.5 border linecolor rgb "#FFFFFF" linewidth 1 "##
          + ##"linecolor rgb "#0072B2" notitle"##,
      ]
    ),
    (
      "a heat map with a gap", Chart(.heatmap([[1, Double.nan]])),
      [
        "$data0 << end_of_data", "0 0 -0.5 0.5 -0.5 0.5 1.0", "end_of_data",
        "plot $data0 using 1:2:3:4:5:6:7 with boxxyerror fillstyle solid 1 border linewidth 0.5 linecolor palette notitle",
      ]
    ),
    (
      "an empty series keeps its label", Chart(.line([Float](), label: "later")),
      [
        "$data0 << end_of_data", "NaN NaN NaN NaN NaN NaN NaN", "end_of_data",
        ##"plot $data0 using 1:2 with lines linewidth 1.8 linecolor rgb "#0072B2" title "later" noenhanced"##,
      ]
    ),
    ("nothing", Chart(), []),
  ]

  @Test(arguments: rows.indices) func everyKindOfMarkHasItsCommands(row: Int) throws {
    let (name, chart, commands) = Self.rows[row]
    #expect(try plotCommands(chart) == commands, "\(name)")
  }

  @Test func textOnCellsContrastsInEveryColorMap() {
    #expect([0, 0.3, 0.7, 1].map(ColorMap.viridis.isDark) == [true, true, false, false])
    #expect([0, 0.3, 0.7, 1].map(ColorMap.blues.isDark) == [false, false, true, true])
    #expect([0, 1, 7, -7, .nan].map(ColorMap.gray.isDark) == [true, false, false, true, true])
  }

  @Test func anEmptyChartHasAxes() throws { #expect(try Chart().script().last == "plot NaN notitle") }

  @Test func colorsFollowThePaletteAndMarksColoredByValuesTakeNone() throws {
    let lines: [Mark] = [.line([1]), .lines([[(0, 1)]], coloredBy: [1]), .line([2]).color(.black), .line([3])]
    let plot = try plotCommands(Chart(lines)).filter { $0.contains("with lines") }
    let colors = plot.map { line in
      ["#0072B2", "#D55E00", "#000000", "palette"].first(where: line.contains) ?? ""
    }
    #expect(colors == ["#0072B2", "palette", "#000000", "#D55E00"])
    #expect(ChartColor.series(8).hexadecimal() == ChartColor.series(0).hexadecimal())
    #expect(ChartColor.series(-1).hexadecimal() == ChartColor.series(7).hexadecimal())
    #expect(ChartColor.series(.min).hexadecimal() == ChartColor.series(0).hexadecimal())
  }
}
