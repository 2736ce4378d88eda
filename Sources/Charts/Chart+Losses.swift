extension Chart {
  /// Losses, or other numbers, of each epoch: a line for each series, over the number of the epoch, which begins with 1.
  ///
  ///     try Chart.losses(["training": [0.9, 0.4, 0.3], "validation": [0.8, 0.5, 0.45]]).save("loss.png")
  public static func losses<Loss: Plottable>(_ series: KeyValuePairs<String, [Loss]>) -> Chart {
    Chart(series.map { name, losses in .line(1..<losses.count + 1, losses, label: name) }).labels(x: "Epoch", y: "Loss")
  }
}
