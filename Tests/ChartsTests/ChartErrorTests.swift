import Foundation
import Testing

@testable import Charts

struct ChartErrorTests {
  private static let rows: [(chart: ChartGrid, error: ChartError)] = [
    (ChartGrid(Chart(.line([1, 2], [1]))), .lengthsDiffer(mark: "line", first: 2, second: 1)),
    (ChartGrid(Chart(.points([1, 2], [1]))), .lengthsDiffer(mark: "points", first: 2, second: 1)),
    (ChartGrid(Chart(.scatter([1], [1], coloredBy: [1, 2]))), .lengthsDiffer(mark: "scatter", first: 1, second: 2)),
    (ChartGrid(Chart(.scatter([1], [Int](), coloredBy: [1, 2]))), .lengthsDiffer(mark: "scatter", first: 1, second: 0)),
    (ChartGrid(Chart(.lines([[(0, 1)]], coloredBy: [Int]()))), .lengthsDiffer(mark: "lines", first: 1, second: 0)),
    (ChartGrid(Chart(.bars(["a"], [1, 2]))), .lengthsDiffer(mark: "bars", first: 1, second: 2)),
    (ChartGrid(Chart(.heatmap([[1, 2], [3]]))), .lengthsDiffer(mark: "heatmap", first: 2, second: 1)),
    (ChartGrid(Chart(.histogram([1], bins: -4))), .bins(-4)),
    (ChartGrid(Chart(.image([1, 2], height: 2, width: 2))), .imageSize(pixels: 2, height: 2, width: 2)),
    (ChartGrid(Chart(.image([Int](), height: 0, width: 0))), .imageSize(pixels: 0, height: 0, width: 0)),
    (ChartGrid(Chart(.image([1], height: -1, width: -1))), .imageSize(pixels: 1, height: -1, width: -1)),
    (ChartGrid(Chart(.image([1], height: .max, width: 8))), .imageSize(pixels: 1, height: .max, width: 8)),
    (ChartGrid(Chart.confusionMatrix([[1, 2], [3, 4]], classes: ["a"])), .classes(names: 1, rows: 2, columns: 2)),
    (ChartGrid(Chart.confusionMatrix([[1, 2, 3], [3, 4, 5]])), .classes(names: 2, rows: 2, columns: 3)),
    (ChartGrid(Chart().limits(x: 1...1)), .limits(axis: "x", lower: 1, upper: 1)),
    (ChartGrid(Chart().limits(y: 0 ... .infinity)), .limits(axis: "y", lower: 0, upper: .infinity)),
    (ChartGrid(Chart().limits(x: 0...1).logarithmic(x: true)), .limits(axis: "x", lower: 0, upper: 1)),
    (ChartGrid(Chart().colorBar(limits: 2...2)), .limits(axis: "colorBar", lower: 2, upper: 2)),
    (ChartGrid(Chart().size(width: 0, height: 3)), .pictureSize(width: 0, height: 3)),
    (ChartGrid(Chart().size(width: 20_000, height: 20_000)), .pictureSize(width: 20_000, height: 20_000)),
    (ChartGrid(Chart().size(width: .max, height: .max), Chart()), .pictureSize(width: .max, height: .max)),
    (ChartGrid(Array(repeating: Chart(), count: 40)), .pictureSize(width: 25_600, height: 420)),
    (ChartGrid([]), .columns(0, charts: 0)),
    (ChartGrid([Chart()], columns: -1), .columns(-1, charts: 1)),
    (ChartGrid([Chart()], columns: 0), .columns(0, charts: 1)),
  ]

  @Test(arguments: rows.indices) func whatCannotBeDrawnThrowsWhenTheChartIsSaved(row: Int) throws {
    let (chart, error) = Self.rows[row]
    try withTemporaryFolder { folder in
      #expect(throws: error) { try chart.save(folder + "/x.png") }
      try #expect(names(in: folder) == [])
    }
  }

  @Test(arguments: ["x", "x.gif", "png", ""]) func aNameSaysTheFormat(path: String) {
    #expect(throws: ChartError.unknownFormat(path: path)) { try Chart().save(path) }
  }

  @Test(arguments: [(0, 24), (80, 3), (5_000, 24)]) func textHasASize(width: Int, height: Int) {
    #expect(throws: ChartError.textSize(width: width, height: height)) { try Chart().text(width: width, height: height) }
  }

  private static let texts: [(ChartError, String)] = [
    (
      .lengthsDiffer(mark: "line", first: 2, second: 1),
      "Apus: line: series of 2 and 1 do not belong together; give both the same length"
    ),
    (.bins(0), "Apus: histogram: 0 bins cannot be drawn; take 1 to 100,000"),
    (
      .imageSize(pixels: 5, height: 2, width: 2),
      "Apus: image: 5 numbers are no image of 2 × 2 pixels; take one number a pixel, or three, and at most 4,000,000 pixels"
    ),
    (
      .classes(names: 1, rows: 2, columns: 3),
      "Apus: confusionMatrix: 2 rows of 3 counts and 1 names do not fit; take as many of each as there are classes"
    ),
    (
      .limits(axis: "x", lower: 1, upper: 1),
      "Apus: limits(x: 1.0...1.0): an axis goes from one finite number to a larger one, a logarithmic axis from above 0"
    ),
    (
      .pictureSize(width: 0, height: 3),
      "Apus: a picture of 0 × 3 points cannot be drawn; take 10 to 20,000 in both directions, and at most 100,000,000 in all"
    ),
    (
      .textSize(width: 5, height: 3),
      "Apus: a chart of 5 × 3 characters cannot be drawn; take 20 to 1,000 columns and 8 to 1,000 lines"
    ),
    (.columns(0, charts: 3), "Apus: ChartGrid: 3 charts in 0 columns cannot be drawn; take at least one of each"),
    (.unknownFormat(path: "a.gif"), "Apus: a.gif: the name of a picture ends in .png or .svg"),
    (
      .gnuplotMissing(script: "a.png.gnuplot"),
      """
      Apus: gnuplot, which draws charts, is not installed
        hint  apt-get install gnuplot-nox
        kept  the commands and data of the chart, in a.png.gnuplot
              gnuplot FILE > PICTURE draws them
      """
    ),
    (.gnuplotMissing(script: nil), "Apus: gnuplot, which draws charts, is not installed\n  hint  apt-get install gnuplot-nox"),
    (.gnuplotFailed(reason: "no memory", script: nil), "Apus: gnuplot could not draw the chart: no memory"),
    (.cannotWrite(path: "/a.png", reason: "no folder"), "Apus: /a.png: the picture cannot be written: no folder"),
  ]

  @Test(arguments: texts.indices) func errorsSayWhatWasWrongAndWhatToDo(row: Int) {
    #expect(Self.texts[row].0.description == Self.texts[row].1)
    #expect((Self.texts[row].0 as any Error).localizedDescription == Self.texts[row].1)
  }
}
