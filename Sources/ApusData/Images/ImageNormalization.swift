/// Each channel of an image brought to mean 0 and deviation 1 over a data set: `(pixel − mean) / standardDeviation`.
///
/// The numbers are those of pixels from 0 to 1, one for each channel.
public struct ImageNormalization: Hashable, Sendable {
  public let mean: [Float]
  public let standardDeviation: [Float]

  public init(mean: [Float], standardDeviation: [Float]) {
    self.mean = mean
    self.standardDeviation = standardDeviation
  }

  /// What is wrong with it for images of so many channels, if anything.
  func problem(channelCount: Int) -> String? {
    guard mean.count == channelCount, standardDeviation.count == channelCount else {
      return "\(mean.count) means and \(standardDeviation.count) deviations do not normalize \(channelCount) channels"
    }
    guard standardDeviation.allSatisfy({ $0 > 0 && $0.isFinite }), mean.allSatisfy(\.isFinite) else {
      return "a channel of mean \(mean) and deviation \(standardDeviation) cannot be normalized"
    }
    return nil
  }
}
