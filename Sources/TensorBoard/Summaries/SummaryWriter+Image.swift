import Apus

extension SummaryWriter {
  /// Writes an image as PNG.
  ///
  /// - Parameters:
  ///   - pixels: `height × width × channels` bytes, row by row.
  ///   - channels: 1 gray, 3 RGB, 4 RGBA.
  /// - Throws: `EventFileError.imageSize` where the bytes do not fit.
  public func image(_ tag: String, pixels: [UInt8], height: Int, width: Int, channels: Int, step: Int) throws {
    guard let png = PNG.encode(pixels, height: height, width: width, channels: channels) else {
      throw EventFileError.imageSize(tag: tag, height: height, width: width, channels: channels, byteCount: pixels.count)
    }
    let size = ["\(width)", "\(height)"].map { Array($0.utf8) }
    try append(SummaryValue(tag: tag, content: .strings(size + [png]), plugin: .init(name: "images", dataClass: 3)), step)
  }

  /// Writes a tensor of shape `[height, width, channels]` as an image: 0 is black, 1 is white, what lies beyond is cut off.
  public func image(_ tag: String, _ pixels: Tensor<Float>, step: Int) throws {
    let shape = pixels.shape.dimensions
    let bytes = try pixels.readScalars().map { $0.isNaN ? 0 : UInt8(max(0, min(255, ($0 * 255).rounded()))) }
    guard shape.count == 3 else {
      throw EventFileError.imageSize(tag: tag, height: 0, width: 0, channels: 0, byteCount: bytes.count)
    }
    try image(tag, pixels: bytes, height: shape[0], width: shape[1], channels: shape[2], step: step)
  }
}
