/// Training images that look a little different in every epoch: shifted, and mirrored half of the time.
///
///     CIFAR10(batchSize: 64, from: DatasetLocator(), augmentation: .cropAndFlip)
///
/// What happens to an image follows from the seed, the number of the epoch and the number of the image, and nothing else: not from the
/// batch that it is in, nor from what was drawn before.
public struct ImageAugmentation: Hashable, Sendable {
  /// Images get a black border of this many pixels, and a piece of the original size is cut out anywhere, each place as likely.
  public let padding: Int
  /// Whether half of the images are mirrored, left to right.
  public let flips: Bool

  public init(padding: Int, flips: Bool) {
    self.padding = max(0, padding)
    self.flips = flips
  }

  /// A border of 4 pixels, and mirrored images: He et al., "Deep residual learning for image recognition", 2015, section 4.2.
  public static let cropAndFlip = ImageAugmentation(padding: 4, flips: true)

  /// How an image is seen in an epoch.
  func view(ofImage number: Int, epoch: Int, seed: UInt64) -> ImageView {
    var generator = SplitMix64(seed: seed, epoch: epoch, sample: number)
    return ImageView(
      rowShift: generator.next(upTo: 2 * padding) - padding, columnShift: generator.next(upTo: 2 * padding) - padding,
      isMirrored: flips && generator.next(upTo: 1) == 1)
  }
}

/// Which place of an image a place of its view shows: so many rows and columns on, in a mirrored view counted from the other side.
struct ImageView: Equatable {
  var rowShift = 0
  var columnShift = 0
  var isMirrored = false
}
