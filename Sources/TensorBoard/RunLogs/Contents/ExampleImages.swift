import TrainingLoop

extension TensorBoardContent {
  /// The first images of the first batch, as the model sees them, under `input/0` and so on: of the first tensor in the input whose shape
  /// is `[batch, height, width, channels]` with 1, 3 or 4 channels.
  ///
  /// Images with numbers below 0 or above 1, such as normalized ones, are stretched: the least number of the batch is black, the
  /// greatest is white.
  public static func exampleImages(count: Int = 8) -> TensorBoardContent {
    TensorBoardContent(recorder: ExampleImages(count: max(count, 0)))
  }
}

private struct ExampleImages: RunRecorder {
  let count: Int

  func record<L: TrainingLoopProtocol>(_ loop: inout L, _ event: TrainingLoopEvent, to run: RunLog) throws {
    guard isFirstBatch(loop, event, run), let input = loop.lastStepInput else { return }
    let found = tensors(of: input)
    guard let images = found.lazy.compactMap(Self.images).first else {
      throw RunLogError.noImages(found: found.map { "\($0.node.dtype) \($0.node.shape)" })
    }
    let numbers = try images.converted(to: .float32).readArray()
    let size = images.shape.dimensions
    let pixelCount = size[1] * size[2] * size[3]
    let bytes = Self.bytes(of: numbers)
    let writer = try run.writer("train")
    for index in 0..<min(count, size[0]) {
      let pixels = Array(bytes[index * pixelCount..<(index + 1) * pixelCount])
      try writer.image("input/\(index)", pixels: pixels, height: size[1], width: size[2], channels: size[3], step: 0)
    }
  }

  private static func images(_ tensor: AnyTensor) -> Node? {
    let shape = tensor.node.shape.dimensions
    return shape.count == 4 && [1, 3, 4].contains(shape[3]) && shape[0] * shape[1] * shape[2] > 0 ? tensor.node : nil
  }

  private static func bytes(of numbers: [Float]) -> [UInt8] {
    let finite = numbers.lazy.filter(\.isFinite)
    let (least, greatest) = (finite.min() ?? 0, finite.max() ?? 1)
    let isStretched = least < 0 || greatest > 1
    let (black, scale) = isStretched ? (least, greatest > least ? 255 / (greatest - least) : 0) : (0, 255)
    return numbers.map { $0.isNaN ? 0 : UInt8(max(0, min(255, (($0 - black) * scale).rounded()))) }
  }
}

extension Node {
  fileprivate func readArray() throws -> [Float] { try Context.local.engine.read(self).array(of: Float.self) }
}
