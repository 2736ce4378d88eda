import CZlib

/// Images as PNG files (RFC 2083), eight bits a channel, without interlacing.
enum PNG {
  /// - Parameters:
  ///   - pixels: `height × width × channels` bytes, row by row.
  ///   - channels: 1 gray, 3 RGB, 4 RGBA.
  /// - Returns: `nil` where the bytes do not fit the size, or zlib has no memory.
  static func encode(_ pixels: [UInt8], height: Int, width: Int, channels: Int) -> [UInt8]? {
    guard let colorType: UInt8 = [1: 0, 3: 2, 4: 6][channels], let height32 = UInt32(exactly: height), let width32 = UInt32(exactly: width),
      height > 0, width > 0, width <= pixels.count / channels / height, pixels.count == height * width * channels
    else { return nil }
    // Each row has a filter in front; 0 is none.
    let rows = stride(from: 0, to: pixels.count, by: width * channels).flatMap { [0] + pixels[$0..<$0 + width * channels] }
    guard let compressed = deflate(rows) else { return nil }
    let header = bigEndian(width32) + bigEndian(height32) + [8, colorType, 0, 0, 0]
    return [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A] + chunk("IHDR", header) + chunk("IDAT", compressed) + chunk("IEND", [])
  }

  private static func chunk(_ type: String, _ content: [UInt8]) -> [UInt8] {
    let checked = Array(type.utf8) + content
    let checksum = checked.withUnsafeBufferPointer { crc32_z(0, $0.baseAddress, $0.count) }
    return bigEndian(UInt32(content.count)) + checked + bigEndian(UInt32(truncatingIfNeeded: checksum))
  }

  private static func bigEndian(_ number: UInt32) -> [UInt8] { withUnsafeBytes(of: number.bigEndian, Array.init) }

  private static func deflate(_ bytes: [UInt8]) -> [UInt8]? {
    var count = compressBound(uLong(bytes.count))
    var compressed = [UInt8](repeating: 0, count: Int(count))
    guard compress(&compressed, &count, bytes, uLong(bytes.count)) == Z_OK else { return nil }
    return Array(compressed.prefix(Int(count)))
  }
}
