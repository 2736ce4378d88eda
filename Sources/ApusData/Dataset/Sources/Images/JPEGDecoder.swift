/// Decodes JPEG with libjpeg-turbo's TurboJPEG interface, version 2.
struct JPEGDecoder: Sendable {
  private typealias Make = @convention(c) () -> UnsafeMutableRawPointer?
  private typealias Header =
    @convention(c) (
      UnsafeMutableRawPointer, UnsafeRawPointer?, UInt, UnsafeMutablePointer<Int32>, UnsafeMutablePointer<Int32>,
      UnsafeMutablePointer<Int32>, UnsafeMutablePointer<Int32>
    ) -> Int32
  private typealias Decompress =
    @convention(c) (
      UnsafeMutableRawPointer, UnsafeRawPointer?, UInt, UnsafeMutableRawPointer?, Int32, Int32, Int32, Int32, Int32
    ) -> Int32
  private typealias Destroy = @convention(c) (UnsafeMutableRawPointer) -> Int32
  private typealias Message = @convention(c) (UnsafeMutableRawPointer?) -> UnsafePointer<CChar>?
  static let package = "libturbojpeg0"
  let libraryName: String
  private let make: Make
  private let header: Header
  private let decompress: Decompress
  private let destroy: Destroy
  private let message: Message

  static let shared = Result { () throws(PipelineError) in try JPEGDecoder() }

  private init() throws(PipelineError) {
    let library = try SystemLibrary(
      ["libturbojpeg.so.0", "libturbojpeg.so", "libturbojpeg.dylib"], purpose: "JPEG images", package: Self.package)
    libraryName = library.name
    make = try library.function("tjInitDecompress", as: Make.self)
    header = try library.function("tjDecompressHeader3", as: Header.self)
    decompress = try library.function("tjDecompress2", as: Decompress.self)
    destroy = try library.function("tjDestroy", as: Destroy.self)
    message = try library.function("tjGetErrorStr2", as: Message.self)
  }

  func decode(_ bytes: [UInt8], channels: ImageChannels) throws(ImageProblem) -> DecodedImage {
    guard let handle = make() else { throw ImageProblem("no memory for a decoder") }
    defer { _ = destroy(handle) }
    func problem() -> ImageProblem { ImageProblem(message(handle).map { String(cString: $0) } ?? "not a JPEG image") }
    var (width, height, subsampling, colors): (Int32, Int32, Int32, Int32) = (0, 0, 0, 0)
    let known = bytes.withUnsafeBytes {
      header(handle, $0.baseAddress, UInt($0.count), &width, &height, &subsampling, &colors)
    }
    guard known == 0 else { throw problem() }
    var pixels = try DecodedImage.room(Int(width), Int(height), channels)
    // 0 and 6 are the pixel formats RGB and gray. A warning, as of a file that is cut off, counts as an error.
    let code = bytes.withUnsafeBytes { bytes in
      pixels.withUnsafeMutableBytes {
        decompress(handle, bytes.baseAddress, UInt(bytes.count), $0.baseAddress, width, 0, height, channels == .rgb ? 0 : 6, 0)
      }
    }
    guard code == 0 else { throw problem() }
    return DecodedImage(pixels: pixels, width: Int(width), height: Int(height), channels: channels)
  }
}
