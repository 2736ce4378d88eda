/// Labelled images as bytes, of which batches of numbers are made in one pass, with no tensor for a single image.
struct ImageBytes: Sendable {
  private let images: [UInt8]
  private let labels: [UInt8]
  private let height: Int
  private let width: Int
  private let channelCount: Int
  /// For each channel the numbers that the 256 bytes become.
  private let numbers: [Float]

  var count: Int { labels.count }

  /// - Parameters:
  ///   - imageShape: `[height, width, channels]`.
  ///   - fullScale: the byte that becomes 1 before channels are normalized.
  /// - Throws: `Mistake`, if the bytes are not so many images or cannot be normalized.
  init(images: [UInt8], labels: [UInt8], imageShape: [Int], fullScale: UInt8, normalization: ImageNormalization?) throws(Mistake) {
    if fullScale == 0 { throw Self.mistake("a full scale of 0 makes no pixel 1", hint: "take the largest byte") }
    let fits = imageShape.count == 3 && imageShape.allSatisfy { $0 >= 0 }
    let byteCount = fits ? TensorShape(imageShape).contiguousSize : 0
    // Divided, because a product may not fit in an `Int`.
    guard fits, labels.isEmpty ? images.isEmpty : images.count % labels.count == 0 && images.count / labels.count == byteCount else {
      throw Self.mistake("\(images.count) pixels are not \(labels.count) images of shape \(imageShape)")
    }
    if let problem = normalization?.problem(channelCount: imageShape[2]) {
      throw Self.mistake(problem, hint: "give one mean and one positive deviation for each channel")
    }
    (height, width, channelCount) = (imageShape[0], imageShape[1], imageShape[2])
    (self.images, self.labels) = (images, labels)
    let scaled = (0...255).map { Float($0) / Float(fullScale) }
    numbers = (0..<channelCount).flatMap { channel in
      scaled.map { pixel in normalization.map { (pixel - $0.mean[channel]) / $0.standardDeviation[channel] } ?? pixel }
    }
  }

  private static func mistake(_ problem: String, hint: String = "") -> Mistake {
    .argument(function: "Epochs", problem: problem, hint: hint)
  }

  /// Images `[batch, height, width, channels]` and labels `[batch]`, as an augmentation shows them in an epoch.
  func batch(
    _ samples: [Int], epoch: Int, augmentation: ImageAugmentation?, seed: UInt64, device: DeviceID?
  ) throws -> LabeledData<Tensor<Float>, Tensor<Int32>> {
    try batch(samples, device: device) { augmentation?.view(ofImage: $0, epoch: epoch, seed: seed) ?? ImageView() }
  }

  /// - Parameter view: how an image is seen, by its number.
  func batch(_ samples: [Int], device: DeviceID?, view: (_ number: Int) -> ImageView) throws -> LabeledData<
    Tensor<Float>, Tensor<Int32>
  > {
    let data = try HostArray(uninitialized: TensorType(.float32, [samples.count, height, width, channelCount]))
    let label = try HostArray(uninitialized: TensorType(.int32, [samples.count]))
    let pixels = data.elements(Float.self), classes = label.elements(Int32.self)
    let size = height * width * channelCount
    images.withUnsafeBufferPointer { images in
      numbers.withUnsafeBufferPointer { numbers in
        for (position, sample) in samples.enumerated() {
          classes[position] = Int32(labels[sample])
          let target = UnsafeMutableBufferPointer(rebasing: pixels[position * size..<(position + 1) * size])
          draw(UnsafeBufferPointer(rebasing: images[sample * size..<(sample + 1) * size]), view(sample), numbers, to: target)
        }
      }
    }
    return LabeledData(data: Tensor(.leaf(data, device: device)), label: Tensor(.leaf(label, device: device)))
  }

  private func draw(
    _ image: UnsafeBufferPointer<UInt8>, _ view: ImageView, _ numbers: UnsafeBufferPointer<Float>,
    to target: UnsafeMutableBufferPointer<Float>
  ) {
    var position = 0
    for row in 0..<height {
      let sourceRow = row + view.rowShift
      let hasRow = sourceRow >= 0 && sourceRow < height
      for column in 0..<width {
        let sourceColumn = (view.isMirrored ? width - 1 - column : column) + view.columnShift
        let isInside = hasRow && sourceColumn >= 0 && sourceColumn < width
        let source = (sourceRow * width + sourceColumn) * channelCount
        for channel in 0..<channelCount {
          let byte = isInside ? image[source + channel] : 0
          target[position] = numbers[channel * 256 + Int(byte)]
          position += 1
        }
      }
    }
  }
}
