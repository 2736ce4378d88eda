/// The area under the curve that a threshold draws as it falls from 1 to 0, measured at thresholds of equal distance.
///
///     var area = AreaUnderCurve()
///     area.update(Tensor<Float>([0.1, 0.4, 0.35, 0.8]), Tensor<Float>([0, 0, 1, 1]))
///     print(area.value)   // 0.75
///
/// Predictions from 0 to 1 and labels of one shape, labels 0 or 1. Counts at `thresholdCount` thresholds are kept instead of all
/// samples, as in Keras; what lies between two of them is read off a line. The exact area differs by what happens there: more
/// thresholds come closer.
public struct AreaUnderCurve: SummedMetric {
  public enum Curve: Hashable, Sendable {
    /// The true positive rate over the false positive rate, between whose points lie straight lines.
    case receiverOperatingCharacteristic
    /// Precision over recall. Between two points true and false positives grow in proportion, which makes the curve no straight line:
    /// Davis and Goadrich, "The relationship between precision-recall and ROC curves", 2006, section 4.
    case precisionRecall
  }

  public let curve: Curve
  public let thresholdCount: Int
  public var sums: MetricSums

  /// - Parameter thresholdCount: at least 2, those below 0 and above 1.
  public init(_ curve: Curve = .receiverOperatingCharacteristic, thresholdCount: Int = 200) {
    self.curve = curve
    self.thresholdCount = max(thresholdCount, 2)
    sums = MetricSums(shape: [2, self.thresholdCount])
  }

  /// The positives above each threshold that are right, and that are wrong.
  public func summands<Prediction: TensorFloatingPoint, Label: TensorNumber>(
    _ predictions: Tensor<Prediction>, _ labels: Tensor<Label>, _ weights: Tensor<Double>
  ) -> Tensor<Double> {
    let column: TensorShape = [labels.scalarCount, 1]
    let isAbove = Tensor<Double>(Tensor<Double>(predictions).reshaped(to: column) .> thresholds)
    let isPositive = Tensor<Double>(Tensor<Double>(labels) .== 1)
    let weights = Tensor(stacking: [isPositive * weights, (1 - isPositive) * weights]).reshaped(to: [2, labels.scalarCount])
    return matmul(weights, isAbove)
  }

  /// Below 0, between, above 1: at the first everything is positive, at the last nothing.
  private var thresholds: Tensor<Double> {
    let last = Double(thresholdCount - 1)
    let between = (1..<thresholdCount - 1).map { Double($0) / last }
    return Tensor<Double>([-1e-7] + between + [1 + 1e-7])
  }

  public func value(of sums: Tensor<Double>) -> Tensor<Double> {
    switch curve {
    case .receiverOperatingCharacteristic: rateArea(sums[0], sums[1])
    case .precisionRecall: precisionArea(sums[0], sums[1])
    }
  }

  private func rateArea(_ right: Tensor<Double>, _ wrong: Tensor<Double>) -> Tensor<Double> {
    let heights = right[0..<thresholdCount - 1] + right[1..<thresholdCount]
    let widths = wrong[0..<thresholdCount - 1] - wrong[1..<thresholdCount]
    return (heights * widths).sum() / (2 * right[0] * wrong[0])
  }

  /// The integral of right / (right + wrong) over right, where right is a linear function of p = right + wrong.
  private func precisionArea(_ right: Tensor<Double>, _ wrong: Tensor<Double>) -> Tensor<Double> {
    let positive = right + wrong
    let low = positive[1..<thresholdCount], high = positive[0..<thresholdCount - 1]
    let gain = right[0..<thresholdCount - 1] - right[1..<thresholdCount]
    let slope = gain.dividedOrZero(by: high - low)
    let intercept = right[1..<thresholdCount] - slope * low
    let isEmpty = (low .== 0.0) .|| (high .== 0.0)
    let logarithm = log((high / low).replacing(with: 1, where: isEmpty))
    return (slope * (gain + intercept * logarithm)).sum() / right[0]
  }
}
