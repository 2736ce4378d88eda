import Charts

extension Chart {
  /// The losses of a run over its epochs: those of the batches as a thin line, the mean of each epoch's training in its middle,
  /// and the validation at its end, which is where that model was.
  ///
  ///     let history = try trainingLoop.fit(&model, epochs: 12)
  ///     try Chart.losses(history).title("LeNet on MNIST").save("loss.png")
  ///
  /// Of more than `pointCount` batches the line shows means of equally many neighbours. Losses that are no numbers are gaps.
  public static func losses(_ history: History, pointCount: Int = 400) -> Chart {
    let batches = points(of: history, count: max(pointCount, 1))
    let training = history.epochs.map { (Float($0.index) + 0.5, $0.training.loss) }
    let validation = history.epochs.compactMap { epoch in epoch.validation.map { (Float(epoch.index + 1), $0.loss) } }
    let series: [Mark?] = [
      batches.isEmpty ? nil : .line(batches.map(\.x), batches.map(\.loss), label: "batches").color(.rgb(190, 190, 190)).width(0.8),
      training.isEmpty ? nil : .line(training.map(\.0), training.map(\.1), label: "training").color(.series(0)),
      validation.isEmpty ? nil : .line(validation.map(\.0), validation.map(\.1), label: "validation").color(.series(1)),
    ]
    return Chart(series.compactMap(\.self)).labels(x: "Epoch", y: "Loss")
  }

  /// Places, in epochs, and losses of the batches, neighbours taken together until there are at most `count`.
  private static func points(of history: History, count: Int) -> [(x: Float, loss: Float)] {
    let steps = history.steps
    let groupSize = (steps.count + count - 1) / count
    // The epoch that a run was stopped in has not told its number of batches: as many as the others, or as it has.
    let batchCount = history.epochs.first?.batchCount ?? (steps.map(\.batch).max() ?? 0) + 1
    return stride(from: 0, to: steps.count, by: max(groupSize, 1)).map { start in
      let group = steps[start..<min(start + groupSize, steps.count)]
      let sum = group.reduce((x: 0.0, loss: 0.0)) { sum, step in
        (sum.x + Double(step.epoch) + (Double(step.batch) + 0.5) / Double(batchCount), sum.loss + Double(step.loss))
      }
      return (Float(sum.x / Double(group.count)), Float(sum.loss / Double(group.count)))
    }
  }
}
