/// Labelled images as bytes, as a data set's files hold them.
public struct ImageClassificationFiles: Sendable, Equatable {
  /// All pixels, `[count, height, width, channels]`, last axis fastest.
  public let images: [UInt8]
  /// One class per image, `[count]`, counted from 0.
  public let labels: [UInt8]
  /// `[height, width, channels]` of one image.
  public let imageShape: [Int]

  /// The number of images.
  public var count: Int { labels.count }
}
