/// What the last axis of an image is.
public enum ImageChannels: Int, Sendable {
  case gray = 1
  case rgb = 3
}

/// The pixels of an image file, row after row.
struct DecodedImage {
  let pixels: [UInt8]
  let width: Int
  let height: Int
  let channels: ImageChannels

  /// `[height, width, channels]`.
  var tensor: Tensor<UInt8> { Tensor(shape: [height, width, channels.rawValue], scalars: pixels) }

  /// Decodes PNG or JPEG; the first bytes decide, not a name.
  ///
  /// - Throws: `ImageProblem`; `PipelineError` if the library for the format is not installed.
  init(_ bytes: [UInt8], channels: ImageChannels) throws {
    if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47]) {
      self = try PNGDecoder.shared.get().decode(bytes, channels: channels)
    } else if bytes.starts(with: [0xFF, 0xD8]) {
      self = try JPEGDecoder.shared.get().decode(bytes, channels: channels)
    } else {
      throw ImageProblem("it is neither PNG nor JPEG")
    }
  }

  init(pixels: [UInt8], width: Int, height: Int, channels: ImageChannels) {
    (self.pixels, self.width, self.height, self.channels) = (pixels, width, height, channels)
  }

  /// Memory for the pixels: at most 1 GiB, because a file of some hundred bytes can claim any size.
  static func room(_ width: Int, _ height: Int, _ channels: ImageChannels) throws(ImageProblem) -> [UInt8] {
    let (area, overflow) = width.multipliedReportingOverflow(by: height)
    guard width > 0, height > 0, !overflow, area <= 1 << 30 / channels.rawValue else {
      throw ImageProblem("\(width) × \(height) pixels cannot be held")
    }
    return [UInt8](repeating: 0, count: area * channels.rawValue)
  }
}

/// What is wrong with an image.
struct ImageProblem: Error, CustomStringConvertible {
  let description: String
  init(_ description: String) { self.description = description }
}
