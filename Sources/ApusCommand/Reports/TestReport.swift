import Apus
import Datasets
import TrainingLoop

/// What a model makes of the test images.
struct TestReport {
  let source: ImageSource
  let files: ImageClassificationFiles
  let predictions: [Int]

  /// Runs the model over all test images.
  init(_ model: some Classifier, _ images: LabeledImages) throws {
    (source, files) = (images.source, images.testFiles)
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
    return ConfusionMatrixText(counts: counts, labels: source.classNames).text(color: color)
  }

  /// One row of pictures: the first mistakes for half of it, then the first pictures that were right.
  func examples(_ screen: Screen) -> String {
    let perRow = max(2, (screen.columns + LabeledPictures.gap.count) / (width + LabeledPictures.gap.count))
    let wrong = isRight.indices.filter { !isRight[$0] }.prefix(perRow / 2)
    let right = isRight.indices.filter { isRight[$0] }.prefix(perRow - wrong.count)
    return pictures(right + wrong, screen)
  }

  func pictures(_ numbers: some Sequence<Int>, _ screen: Screen) -> String {
    let names = source.classNames
    let examples = numbers.map { number in
      LabeledPictures.Example(
        pixels: pixels(number), predicted: names[predictions[number]], truth: names[Int(files.labels[number])])
    }
    return LabeledPictures(examples: examples, height: height, width: width, channelCount: files.imageShape[2])
      .text(columns: screen.columns, color: screen.color)
  }

  private var height: Int { files.imageShape[0] - 2 * source.emptyBorder }
  private var width: Int { files.imageShape[1] - 2 * source.emptyBorder }

  /// An image without its border.
  private func pixels(_ number: Int) -> [UInt8] {
    let (rowLength, border, channelCount) = (files.imageShape[1], source.emptyBorder, files.imageShape[2])
    return (0..<height).flatMap { row -> ArraySlice<UInt8> in
      let start = ((number * files.imageShape[0] + row + border) * rowLength + border) * channelCount
      return files.images[start..<start + width * channelCount]
    }
  }
}
