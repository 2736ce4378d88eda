/// Loss and the other metrics of a run.
struct MetricsAccumulator {
  let names: [String]
  private var measurers: [any MetricsMeasurer]

  /// The loss is always measured, whether asked for or not.
  init(_ metrics: [TrainingMetrics]) {
    let metrics = [.loss] + metrics.filter { $0.name != TrainingMetrics.loss.name }
    names = metrics.map(\.name)
    measurers = metrics.map { $0.makeMeasurer() }
  }

  mutating func reset() {
    for index in measurers.indices { measurers[index].reset() }
  }

  mutating func accumulate<Output, Target>(loss: Tensor<Float>, predictions: Output, labels: Target, sampleCount: Int) throws {
    for index in measurers.indices {
      try measurers[index].accumulate(loss: loss, predictions: predictions, labels: labels, sampleCount: sampleCount)
    }
  }

  /// Throws the diagnosis of a metric that cannot be computed.
  func check() throws {
    for measurer in measurers {
      if let diagnosis = measurer.measure().diagnosis { throw diagnosis }
    }
  }

  /// The metrics as one row, a number for each name; NaN for one that has none.
  var row: Tensor<Float> {
    Tensor(
      stacking: measurers.map { measurer in
        let value = measurer.measure()
        if value.isScalar || value.diagnosis != nil { return value }
        return value.scalarCount == 0 ? Tensor(.nan) : value.flattened()[0]
      })
  }

  /// The row of a step: the loss of its batch, then the metrics, then what a schedule makes of the learning rate.
  func row(after loss: Tensor<Float>, rateFactor: Tensor<Float>?) -> Tensor<Float> {
    let measured = (loss.isScalar ? loss : loss.mean()).reshaped(to: [1]) ++ row
    return rateFactor.map { measured ++ $0.reshaped(to: [1]) } ?? measured
  }

  var deferred: DeferredStatistics { DeferredStatistics(names: names, row: row) }

  /// What has been added up so far.
  var state: [AnyTensor] {
    get { measurers.flatMap(\.state) }
    set {
      var rest = newValue[...]
      for index in measurers.indices {
        let count = measurers[index].state.count
        measurers[index].state = Array(rest.prefix(count))
        rest = rest.dropFirst(count)
      }
    }
  }
}
