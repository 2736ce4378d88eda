import Foundation
import Testing

@testable import Charts

/// Pictures as gnuplot draws them, where it is installed.
@Suite(.enabled(if: Gnuplot() != nil, "gnuplot is not installed")) struct DrawnChartTests {
  private static let numbers = (0..<40).map { Double(($0 * 37) % 40) }
  private static let charts: [(name: String, chart: ChartGrid)] = [
    ("points and lines", ChartGrid(Chart(.points(numbers, numbers, label: "a_b"), .line(numbers, label: "日本語").dashed().dotted()))),
    ("gaps", ChartGrid(Chart(.line([1, Double.nan, 3, .infinity, -Double.infinity, 2])))),
    ("nothing", ChartGrid(Chart())),
    ("an empty series", ChartGrid(Chart(.line([Int](), label: "x"), .histogram([Int]()), .lines([[(Int, Int)]](), coloredBy: [Int]())))),
    ("one point", ChartGrid(Chart(.points([5], [5])))),
    ("extreme numbers", ChartGrid(Chart(.line([1e300, -1e300, 0, 1e-300])))),
    ("equal numbers", ChartGrid(Chart(.line([1e16, 1e16 + 2])))),
    ("a logarithmic axis", ChartGrid(Chart(.line([1, 0, -1, 1e-300, 1e300]), .histogram(numbers)).logarithmic(y: true))),
    ("nothing positive on a logarithmic axis", ChartGrid(Chart(.line([-1, 0])).logarithmic(x: true, y: true))),
    ("histograms", ChartGrid(Chart(.histogram(numbers)), Chart(.bars(["a", "b"], [1, -1])), columns: 1).title("two")),
    (
      "colours", ChartGrid(Chart(.scatter(numbers, numbers, coloredBy: numbers), .lines([[(0, 1), (9, 8)]], coloredBy: [3])).colorBar("v"))
    ),
    ("one value", ChartGrid(Chart(.scatter([1], [1], coloredBy: [3])).colorBar())),
    ("no value", ChartGrid(Chart(.scatter([1], [1], coloredBy: [Double.nan])).colorBar())),
    ("images", ChartGrid(Chart(.image([0, 0.5, 1, 0.5], height: 2, width: 2)), Chart(.image([0, 0.5, 1], height: 1, width: 1)))),
    ("heat", ChartGrid(Chart(.heatmap([[1, 2], [3, .nan]], writesValues: true)).colorBar())),
    ("an empty matrix", ChartGrid(Chart(.heatmap([[Double]]())))),
    ("a confusion matrix", ChartGrid(Chart.confusionMatrix([[9, 1], [2, 8]], classes: ["a'b", "c\"d"]))),
    ("an empty confusion matrix", ChartGrid(Chart.confusionMatrix([[0, 0], [0, 0]]))),
    ("a tiny picture", ChartGrid(Chart(.line([1, 2], label: "a")).size(width: 10, height: 10))),
    ("losses", ChartGrid(Chart.losses(["training": [0.9, 0.4], "validation": [0.8, 0.5]]))),
  ]

  @Test(arguments: charts.indices) func everyChartBecomesAPNGFileOfItsSize(row: Int) throws {
    let (name, chart) = Self.charts[row]
    try withTemporaryFolder { folder in
      try chart.save(folder + "/a.png")
      let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: folder + "/a.png")))
      #expect(bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]), "\(name)")
      let numbers = stride(from: 16, to: 24, by: 4).map { start in bytes[start..<start + 4].reduce(0) { $0 << 8 | Int($1) } }
      #expect(numbers == [chart.size.width * 3 / 2, chart.size.height * 3 / 2], "\(name)")
      #expect(bytes.suffix(8) == [0x49, 0x45, 0x4E, 0x44, 0xAE, 0x42, 0x60, 0x82], "\(name)")
      try #expect(names(in: folder) == ["a.png"])
    }
  }

  @Test(arguments: charts.indices) func everyChartBecomesAWellFormedSVGFile(row: Int) throws {
    let (name, chart) = Self.charts[row]
    try withTemporaryFolder { folder in
      try chart.save(folder + "/a.svg")
      let text = try textOfSVG(folder + "/a.svg")
      #expect(text.contains("GNUPLOT"), "\(name)")
    }
  }

  @Test(arguments: charts.indices) func everyChartBecomesTextOfItsSize(row: Int) throws {
    let (name, chart) = Self.charts[row]
    let lines = try chart.text(width: 60, height: 20).split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.count <= 20 && lines.allSatisfy { $0.count <= 60 }, "\(name)")
    #expect(lines.allSatisfy { $0.last != " " })
  }

  /// Strings that would run a command, end a string or change the script if they were taken for anything but text.
  @Test(arguments: [
    "`touch HERE`", "\"; system('touch HERE'); x=\"", "'; system(\"touch HERE\") #", "a\nsystem 'touch HERE'\n", "a\n!touch HERE\n",
    "\\\"; system('touch HERE') #", "@x \\", "end_of_data\n!touch HERE", "_^{}@&~ %s %n %h", "]]><script>&amp;</script>", "\u{1}\u{1B}[31m",
  ]) func noTextIsACommand(text: String) throws {
    try withTemporaryFolder { folder in
      let marker = folder + "/ran"
      let evil = text.replacingOccurrences(of: "HERE", with: marker)
      let charts = [
        Chart(.line([1, 2], label: evil), .scatter([1], [1], coloredBy: [1])).title(evil).labels(x: evil, y: evil).colorBar(evil),
        Chart(.bars([evil, "b"], [1, 2])), Chart.confusionMatrix([[1]], classes: [evil]),
      ]
      for path in ["a.svg", "a.png"] { try ChartGrid(charts, columns: 2).title(evil).save(folder + "/" + path) }
      try #expect(names(in: folder) == ["a.png", "a.svg"])
      let found = try textOfSVG(folder + "/a.svg")
      let visible = evil.unicodeScalars.filter { $0 == "\n" || $0.properties.generalCategory != .control }.map { $0 == "\n" ? " " : $0 }
      let words = String(String.UnicodeScalarView(visible)).split(separator: " ")
      for word in words { #expect(found.contains(word), "\(word)") }
    }
  }

  @Test(arguments: ["a name; touch x.png", "| touch x.png", "$(touch x).png", "'\".png", "日本.png"])
  func noPathIsACommand(name: String) throws {
    try withTemporaryFolder { folder in
      let file = name.hasSuffix(".png") ? name : name + ".png"
      try Chart(.line([1, 2])).save(folder + "/" + file)
      try #expect(names(in: folder) == [file])
    }
  }

  @Test func textShowsTitleLegendAndPoints() throws {
    let text = try Chart(.points([0, 1], [0, 1], label: "Data")).title("Two points").labels(x: "x").text(width: 50, height: 14)
    #expect(text.contains("Two points") && text.contains("Data") && text.contains("o"))
    #expect(!text.contains("\u{1B}"))
    #expect(try Chart(.line([1, 2])).text(hasColors: true).contains("\u{1B}["))
  }
}
