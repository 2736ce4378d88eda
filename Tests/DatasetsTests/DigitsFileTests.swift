import Foundation
import Testing

@testable import Datasets

@Suite struct DigitsFileTests {
  @Test func theEmbeddedTableIsThePublishedTestSet() throws {
    let (training, test) = try DigitsFile.load()
    let labels = training.labels + test.labels
    // The class distribution that the data set's description gives.
    let published = [178, 182, 177, 183, 181, 182, 181, 179, 174, 180]
    #expect((0...9).map { digit in labels.filter { $0 == digit }.count } == published)
    #expect(training.imageShape == [8, 8, 1])
    #expect(training.images.count == training.count * 64)
    #expect((training.images + test.images).max() == 16)
  }

  @Test func theFirstDigitIsTheZeroOfTheFile() throws {
    let training = try DigitsFile.load().training
    #expect(training.labels[0] == 0)
    #expect(training.images[..<16] == [0, 0, 5, 13, 9, 1, 0, 0, 0, 0, 13, 15, 10, 15, 5, 0])
  }

  @Test func theLastFifthIsTestDataAndHasAllDigits() throws {
    let (training, test) = try DigitsFile.load()
    #expect(training.count == 1_437)
    #expect(test.count == 360)
    #expect((0...9).allSatisfy { digit in test.labels.filter { $0 == digit }.count >= 30 })
    // The last line of the file.
    #expect(test.labels.last == 8)
    #expect(test.images.suffix(8) == [0, 1, 8, 12, 14, 12, 1, 0])
  }

  @Test func loadingTwiceGivesTheSameDigits() throws {
    #expect(try DigitsFile.load(imageSize: .mnist) == DigitsFile.load(imageSize: .mnist))
  }

  @Test func digitsInMNISTSizeAreTheUpscaledOnes() throws {
    let small = try DigitsFile.load().test
    let large = try DigitsFile.load(imageSize: .mnist).test
    #expect(large.imageShape == [28, 28, 1])
    #expect(large.labels == small.labels)
    #expect(large.images.count == 360 * 784)
    #expect(Array(large.images[784..<1_568]) == DigitsFile.upscaledToMNIST(Array(small.images[64..<128])))
  }

  struct Malformed: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let table: String
    let line: Int
  }

  @Test(arguments: [
    Malformed(testDescription: "too few numbers", table: "1", line: 1),
    Malformed(testDescription: "too many numbers", table: "\(good)\n\(good)\n\(good),1", line: 3),
    Malformed(testDescription: "not a number", table: "\(good)\nx\(good)", line: 2),
    Malformed(testDescription: "an empty field", table: ",\(good.dropFirst(2))", line: 1),
    Malformed(testDescription: "a pixel over 16", table: "17\(good.dropFirst(1))", line: 1),
    Malformed(testDescription: "a negative pixel", table: "-1\(good.dropFirst(1))", line: 1),
    Malformed(testDescription: "a label over 9", table: "\(good.dropLast(1))10", line: 1),
    Malformed(testDescription: "a carriage return", table: "\(good)\r", line: 1),
  ])
  func aMalformedLineIsNamed(_ malformed: Malformed) {
    #expect(throws: DatasetError.malformedDigits(path: DigitsFile.embeddedPath, line: malformed.line)) {
      try DigitsFile.parse(Array(malformed.table.utf8))
    }
  }

  @Test func aTableReadsWithAndWithoutAFinalNewline() throws {
    let digits = try DigitsFile.parse(Array((good + "\n" + good).utf8))
    #expect(digits.count == 2)
    #expect(try DigitsFile.parse(Array((good + "\n" + good + "\n").utf8)) == digits)
    #expect(digits[0].label == 3)
    #expect(digits[0].pixels[..<4] == [0, 1, 2, 3])
  }
}

/// 64 pixels and the label 3.
private let good = ((0..<64).map { "\($0 % 17)" } + ["3"]).joined(separator: ",")
