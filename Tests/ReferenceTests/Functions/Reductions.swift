import ApusNN

enum Reductions: FunctionFamily {
  static let program = "reductions"

  static func fill<S: TensorFloatingPoint>(_ row: inout FunctionTable<S>) {
    forms("sum", &row, { $0.sum() }, { $0.sum(squeezingAxes: $1) }, { $0.sum(alongAxes: $1) })
    forms("mean", &row, { $0.mean() }, { $0.mean(squeezingAxes: $1) }, { $0.mean(alongAxes: $1) })
    forms("product", &row, { $0.product() }, { $0.product(squeezingAxes: $1) }, { $0.product(alongAxes: $1) })
    forms("max", &row, { $0.max() }, { $0.max(squeezingAxes: $1) }, { $0.max(alongAxes: $1) })
    forms("min", &row, { $0.min() }, { $0.min(squeezingAxes: $1) }, { $0.min(alongAxes: $1) })
    forms("variance", &row, { $0.variance() }, { $0.variance(squeezingAxes: $1) }, { $0.variance(alongAxes: $1) })
    forms(
      "standardDeviation", &row, { $0.standardDeviation() }, { $0.standardDeviation(squeezingAxes: $1) },
      { $0.standardDeviation(alongAxes: $1) })
    forms("logSumExp", &row, { $0.logSumExp() }, { $0.logSumExp(squeezingAxes: $1) }, { $0.logSumExp(alongAxes: $1) })
    forms(
      "all", &row, { Tensor<S>(repeating: ($0 .> -1.2).all() ? 1 : 0, shape: []) }, { Tensor<S>(($0 .> -1.2).all(squeezingAxes: $1)) },
      { Tensor<S>(($0 .> -1.2).all(alongAxes: $1)) })
    forms(
      "any", &row, { Tensor<S>(repeating: ($0 .> 1.5).any() ? 1 : 0, shape: []) }, { Tensor<S>(($0 .> 1.5).any(squeezingAxes: $1)) },
      { Tensor<S>(($0 .> 1.5).any(alongAxes: $1)) })
    moments(&row)
    row("argmax") { Tensor<S>($0[0].argmax()) }
    row("argmin") { Tensor<S>($0[0].argmin()) }
    row("argmax squeezing 1") { Tensor<S>($0[0].argmax(squeezingAxis: 1)) }
    row("argmin squeezing 1") { Tensor<S>($0[0].argmin(squeezingAxis: 1)) }
    cumulative(&row)
  }

  /// Of all elements, along axes that disappear, and along axes that stay.
  private static func forms<S: TensorFloatingPoint>(
    _ name: String, _ row: inout FunctionTable<S>, _ all: @escaping @Sendable (Tensor<S>) -> Tensor<S>,
    _ squeezing: @escaping @Sendable (Tensor<S>, [Int]) -> Tensor<S>, _ along: @escaping @Sendable (Tensor<S>, [Int]) -> Tensor<S>
  ) {
    row(name) { all($0[0]) }
    row("\(name) squeezing 1") { squeezing($0[0], [1]) }
    row("\(name) along 1") { along($0[0], [1]) }
    row("\(name) squeezing first and last") { squeezing($0[0], [0, -1]) }
    row("\(name) along first and last") { along($0[0], [0, -1]) }
  }

  private static func moments<S: TensorFloatingPoint>(_ row: inout FunctionTable<S>) {
    let parts = { @Sendable (moments: Moments<S>) in [moments.mean, moments.variance] }
    row.several("moments") { parts($0[0].moments()) }
    row.several("moments squeezing 1") { parts($0[0].moments(squeezingAxes: 1)) }
    row.several("moments along 1") { parts($0[0].moments(alongAxes: 1)) }
    row.several("moments squeezing first and last") { parts($0[0].moments(squeezingAxes: [0, -1])) }
    row.several("moments along first and last") { parts($0[0].moments(alongAxes: [0, -1])) }
  }

  private static func cumulative<S: TensorFloatingPoint>(_ row: inout FunctionTable<S>) {
    row("cumulativeSum") { $0[0].cumulativeSum(alongAxis: 1) }
    row("cumulativeSum reverse") { $0[0].cumulativeSum(alongAxis: 1, reverse: true) }
    row("cumulativeSum exclusive") { $0[0].cumulativeSum(alongAxis: 1, exclusive: true) }
    row("cumulativeSum exclusive reverse") { $0[0].cumulativeSum(alongAxis: 1, exclusive: true, reverse: true) }
    row("cumulativeProduct") { $0[0].cumulativeProduct(alongAxis: 1) }
    row("cumulativeProduct reverse") { $0[0].cumulativeProduct(alongAxis: 1, reverse: true) }
    row("cumulativeProduct exclusive") { $0[0].cumulativeProduct(alongAxis: 1, exclusive: true) }
    row("cumulativeProduct exclusive reverse") { $0[0].cumulativeProduct(alongAxis: 1, exclusive: true, reverse: true) }
    row("cumulativeMax") { $0[0].cumulativeMax(alongAxis: 1) }
    row("cumulativeMax reverse") { $0[0].cumulativeMax(alongAxis: 1, reverse: true) }
    row("cumulativeMin") { $0[0].cumulativeMin(alongAxis: 1) }
    row("cumulativeMin reverse") { $0[0].cumulativeMin(alongAxis: 1, reverse: true) }
  }
}
