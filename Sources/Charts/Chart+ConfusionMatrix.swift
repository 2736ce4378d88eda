extension Chart {
  /// How often samples of each class (the rows) were taken for each class (the columns): darker cells for larger counts, and the counts
  /// in them.
  ///
  ///     try Chart.confusionMatrix([[9, 1], [2, 8]], classes: ["cat", "dog"]).save("confusion.png")
  ///
  /// - Parameters:
  ///   - counts: one row for each class, with one count for each class.
  ///   - classes: their names; their numbers from 0 by default.
  public static func confusionMatrix<Count: Plottable>(_ counts: [[Count]], classes: [String]? = nil) -> Chart {
    let names = classes ?? counts.indices.map(String.init)
    var mark = Mark.heatmap(counts, writesValues: true)
    if names.count != counts.count || counts.contains(where: { $0.count != counts.count }) {
      mark.problem = .classes(names: names.count, rows: counts.count, columns: counts.first?.count ?? 0)
    }
    var chart = Chart(mark).labels(x: "Predicted class", y: "True class").grid(false).colorMap(.blues).colorBar()
    let cells = counts.joined().map(\.plotted).filter(\.isFinite)
    if let most = cells.max(), most > 0 { chart.colorLimits = 0...most }
    chart.x.categories = names
    chart.y.categories = names
    return chart.size(width: 520, height: 460)
  }
}
