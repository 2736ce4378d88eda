/// A library that decodes images, for whoever asks beforehand whether it is there.
package struct ImageLibrary {
  package let format: String
  /// The library that was opened; `nil` if there is none.
  package let name: String?
  /// What it is called in Debian and Ubuntu.
  package let package: String

  package static var all: [ImageLibrary] {
    [
      ImageLibrary(format: "PNG", name: try? PNGDecoder.shared.get().libraryName, package: PNGDecoder.package),
      ImageLibrary(format: "JPEG", name: try? JPEGDecoder.shared.get().libraryName, package: JPEGDecoder.package),
    ]
  }
}
