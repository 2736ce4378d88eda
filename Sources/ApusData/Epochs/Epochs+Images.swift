extension Epochs where Input == Tensor<Float>, Target == Tensor<Int32> {
  /// Epochs over labelled images that stay bytes until they are needed: a batch is gathered and scaled in one pass, with no tensor
  /// for a single image.
  ///
  /// Batches are `[batch, height, width, channels]` with values from 0 to 1, and labels `[batch]`.
  ///
  /// - Parameters:
  ///   - images: all pixels, `[count, height, width, channels]`, last axis fastest.
  ///   - labels: a class for each image.
  ///   - imageShape: `[height, width, channels]`.
  ///   - fullScale: the byte that becomes 1.
  ///   - device: where the batches are to lie.
  public init(
    images: [UInt8], labels: [UInt8], imageShape: [Int], fullScale: UInt8 = 255, batchSize: Int, seed: UInt64?, device: DeviceID? = nil
  ) {
    guard fullScale > 0 else {
      self.init(
        failingWith: Mistake.argument(function: "Epochs", problem: "a full scale of 0 makes no pixel 1", hint: "take the largest byte"))
      return
    }
    let pixelCount = TensorShape(imageShape).contiguousSize
    guard imageShape.allSatisfy({ $0 >= 0 }), labels.isEmpty ? images.isEmpty : pixelCount == images.count / labels.count,
      labels.isEmpty || images.count % labels.count == 0
    else {
      self.init(
        failingWith: Mistake.argument(
          function: "Epochs", problem: "\(images.count) pixels are not \(labels.count) images of shape \(imageShape)", hint: ""))
      return
    }
    let scaled = (0...255).map { Float($0) / Float(fullScale) }
    self.init(sampleCount: labels.count, batchSize: batchSize, seed: seed) { numbers in
      let data = try HostArray(uninitialized: TensorType(.float32, TensorShape([numbers.count] + imageShape)))
      let label = try HostArray(uninitialized: TensorType(.int32, [numbers.count]))
      let pixels = data.elements(Float.self), classes = label.elements(Int32.self)
      images.withUnsafeBufferPointer { images in
        scaled.withUnsafeBufferPointer { scaled in
          for (position, number) in numbers.enumerated() {
            classes[position] = Int32(labels[number])
            let source = number * pixelCount, target = position * pixelCount
            for pixel in 0..<pixelCount { pixels[target + pixel] = scaled[Int(images[source + pixel])] }
          }
        }
      }
      return LabeledData(data: Tensor(.leaf(data, device: device)), label: Tensor(.leaf(label, device: device)))
    }
  }
}
