/// Decodes PNG with libpng's simplified interface (libpng manual, section “The simplified API”).
struct PNGDecoder: Sendable {
  private typealias Begin = @convention(c) (UnsafeMutableRawPointer, UnsafeRawPointer?, Int) -> Int32
  private typealias Finish =
    @convention(c) (UnsafeMutableRawPointer, UnsafeRawPointer?, UnsafeMutableRawPointer?, Int32, UnsafeMutableRawPointer?) -> Int32
  private typealias Free = @convention(c) (UnsafeMutableRawPointer) -> Void
  static let package = "libpng16-16"
  let libraryName: String
  private let begin: Begin
  private let finish: Finish
  private let free: Free

  static let shared = Result { () throws(PipelineError) in try PNGDecoder() }

  private init() throws(PipelineError) {
    let library = try SystemLibrary(
      ["libpng16.so.16", "libpng16.so", "libpng16.dylib"], purpose: "PNG images", package: Self.package)
    libraryName = library.name
    begin = try library.function("png_image_begin_read_from_memory", as: Begin.self)
    finish = try library.function("png_image_finish_read", as: Finish.self)
    free = try library.function("png_image_free", as: Free.self)
  }

  /// The fields of `png_image`, by their offsets on a 64-bit machine: a pointer, seven numbers of 32 bits, a message of 64 bytes.
  private enum Offset {
    static let version = 8, width = 12, height = 16, format = 20, message = 36, end = 104
  }

  func decode(_ bytes: [UInt8], channels: ImageChannels) throws(ImageProblem) -> DecodedImage {
    let image = UnsafeMutableRawPointer.allocate(byteCount: Offset.end, alignment: 8)
    image.initializeMemory(as: UInt8.self, repeating: 0, count: Offset.end)
    image.storeBytes(of: 1, toByteOffset: Offset.version, as: UInt32.self)
    defer {
      free(image)
      image.deallocate()
    }
    func problem() -> ImageProblem {
      ImageProblem(String(cString: (image + Offset.message).assumingMemoryBound(to: CChar.self)))
    }
    guard bytes.withUnsafeBytes({ begin(image, $0.baseAddress, $0.count) }) != 0 else { throw problem() }
    let width = Int(image.load(fromByteOffset: Offset.width, as: UInt32.self))
    let height = Int(image.load(fromByteOffset: Offset.height, as: UInt32.self))
    // 2 is the flag of colour; without that of alpha, what is transparent is laid on the background.
    image.storeBytes(of: channels == .rgb ? 2 : 0, toByteOffset: Offset.format, as: UInt32.self)
    var pixels = try DecodedImage.room(width, height, channels)
    let background: [UInt8] = [0, 0, 0]
    // The library reads on in `bytes`.
    let code = bytes.withUnsafeBytes { _ in pixels.withUnsafeMutableBytes { finish(image, background, $0.baseAddress, 0, nil) } }
    guard code != 0 else { throw problem() }
    return DecodedImage(pixels: pixels, width: width, height: height, channels: channels)
  }
}
