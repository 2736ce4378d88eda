import Charts

extension Chart {
  /// The smoothed loss over the learning rate, and where it falls fastest.
  ///
  ///     let curve = try trainingLoop.findLearningRate(for: model)
  ///     try Chart.learningRate(curve).save("learning-rate.png")
  public static func learningRate(_ curve: LearningRateCurve) -> Chart {
    var marks: [Mark] = [.line(curve.points.map(\.learningRate), curve.points.map(\.loss))]
    if let suggestion = curve.suggestion, let point = curve.points.first(where: { $0.learningRate == suggestion }) {
      let text = NumberText.statistic(Double(suggestion))
      marks.append(.points([suggestion], [point.loss], label: "falls fastest at \(text)").size(1.5))
    }
    return Chart(marks).labels(x: "Learning rate", y: "Loss").logarithmic(x: true)
  }
}
