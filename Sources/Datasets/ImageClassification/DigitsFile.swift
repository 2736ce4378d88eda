/// 1,797 real handwritten digits that are part of the program: no file, no network.
///
/// ```swift
/// let (training, test) = try DigitsFile.load(imageSize: .mnist)
/// print(training.count, test.count, training.imageShape)  // 1437 360 [28, 28, 1]
/// ```
///
/// Source: E. Alpaydin, C. Kaynak, *Optical Recognition of Handwritten Digits*, UCI Machine Learning Repository (1998), in the form that
/// ships with scikit-learn. Each pixel counts the ink in a 4 by 4 block of a 32 by 32 bitmap.
public enum DigitsFile {
  /// How large the images are.
  public enum ImageSize: Sendable {
    /// 8 by 8 pixels, 0 = paper … 16 = ink.
    case original
    /// 28 by 28 pixels, 0 = paper … 255 = ink, with MNIST's border: for models made for MNIST.
    case mnist
  }

  /// The digits, the last fifth as test data.
  ///
  /// The file is cut once, without shuffling, so that every program tests with the same 360 digits.
  ///
  /// - Throws: `DatasetError.malformedDigits` or `.damagedGzip` if the embedded table is damaged.
  public static func load(
    imageSize: ImageSize = .original
  ) throws(DatasetError) -> (training: ImageClassificationFiles, test: ImageClassificationFiles) {
    let table: [UInt8]
    do {
      table = try Gzip.decompress(PackageResources.digits_csv_gz)
    } catch {
      throw .damagedGzip(path: embeddedPath, error)
    }
    let digits = try parse(table)
    let trainingCount = digits.count * 4 / 5
    return (images(digits[..<trainingCount], imageSize), images(digits[trainingCount...], imageSize))
  }

  static let embeddedPath = "digits.csv.gz (embedded)"

  struct Digit: Equatable {
    /// 8 rows of 8.
    let pixels: [UInt8]
    let label: UInt8
  }

  /// Reads lines of 64 pixels from 0 to 16 and a label from 0 to 9, separated by commas.
  static func parse(_ table: [UInt8]) throws(DatasetError) -> [Digit] {
    var digits: [Digit] = []
    for (index, line) in table.split(separator: UInt8(ascii: "\n")).enumerated() {
      let fields = line.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
      let numbers = fields.compactMap { UInt8(String(decoding: $0, as: UTF8.self)) }
      guard fields.count == 65, numbers.count == 65, numbers[..<64].allSatisfy({ $0 <= 16 }), numbers[64] <= 9 else {
        throw .malformedDigits(path: embeddedPath, line: index + 1)
      }
      digits.append(Digit(pixels: Array(numbers[..<64]), label: numbers[64]))
    }
    return digits
  }

  private static func images(_ digits: ArraySlice<Digit>, _ imageSize: ImageSize) -> ImageClassificationFiles {
    let side = imageSize == .original ? 8 : 28
    let pixels = digits.flatMap { imageSize == .original ? $0.pixels : upscaledToMNIST($0.pixels) }
    return ImageClassificationFiles(images: pixels, labels: digits.map(\.label), imageShape: [side, side, 1])
  }
}
