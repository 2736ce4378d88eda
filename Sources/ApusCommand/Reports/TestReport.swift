import Apus
import Datasets
import ImageClassificationModels
import TrainingLoop

/// What a model makes of the test images.
struct TestReport {
  let files: ImageClassificationFiles
  let predictions: [Int]

  /// Runs the model over all test images.
  init(_ model: LeNet, _ images: DigitImages) throws {
    files = images.testFiles
    predictions = try withLearningPhase(.inference) {
      try (0..<images.test.count).flatMap { index in
        try model(images.test.batch(at: index).data).argmax(squeezingAxis: -1).readScalars().map(Int.init)
      }
    }
  }

  private var isRight: [Bool] { zip(predictions, files.labels).map { $0 == Int($1) } }

  var accuracy: Double { Double(isRight.count { $0 }) / Double(max(1, predictions.count)) }

  func confusion(color: TerminalColor) -> String {
    var counts = [[Int]](repeating: [Int](repeating: 0, count: 10), count: 10)
    for (prediction, label) in zip(predictions, files.labels) { counts[Int(label)][prediction] += 1 }
    return ConfusionMatrixText(counts: counts).text(color: color)
  }

  /// One row of digits: the first mistakes for half of it, then the first digits that were right.
  func examples(_ screen: Screen) -> String {
    let perRow = max(2, (screen.columns + 2) / (Self.side + 2))
    let wrong = isRight.indices.filter { !isRight[$0] }.prefix(perRow / 2)
    let right = isRight.indices.filter { isRight[$0] }.prefix(perRow - wrong.count)
    return digits(right + wrong, screen)
  }

  func digits(_ numbers: some Sequence<Int>, _ screen: Screen) -> String {
    let examples = numbers.map { number in
      DigitArt.Example(pixels: picture(number), predicted: "\(predictions[number])", truth: "\(files.labels[number])")
    }
    return DigitArt(examples: examples, height: Self.side, width: Self.side).text(columns: screen.columns, color: screen.color)
  }

  /// The middle of the 28 by 28 pixels: the border is empty, and without it more digits stand in a row.
  private static let side = 22

  private func picture(_ number: Int) -> [UInt8] {
    let (border, whole) = ((28 - Self.side) / 2, 28)
    return (0..<Self.side).flatMap { row -> ArraySlice<UInt8> in
      let start = number * whole * whole + (row + border) * whole + border
      return files.images[start..<start + Self.side]
    }
  }
}
