import Foundation

/// A folder of images in folders that are their classes: `photographs/cat/1.png`, `photographs/dog/7.jpeg`.
///
///     let photographs = try ImageFolder("photographs")
///     print(photographs.classNames)   // ["cat", "dog"]
///     let training = photographs.dataset.shuffled(seed: 7).map(parallelism: 2) { … }
///
/// PNG is decoded by libpng, JPEG by libjpeg-turbo, which are opened when the first image is read; the error names the package of one
/// that is not installed.
public struct ImageFolder: Sendable {
  /// The names of the folders in alphabetical order: the class of an image is the number of its folder.
  public let classNames: [String]
  /// The paths of all images, class after class, in alphabetical order.
  public let paths: [String]
  private let classes: [Int32]
  private let channels: ImageChannels

  /// Finds the files whose names end in `.png`, `.jpg` or `.jpeg`.
  ///
  /// - Parameter channels: what all images are turned into. What is transparent becomes black.
  /// - Throws: `PipelineError.file` if the folder cannot be read, or has no images in folders.
  public init(_ path: String, channels: ImageChannels = .rgb) throws(PipelineError) {
    var (names, paths, classes): ([String], [String], [Int32]) = ([], [], [])
    for name in try Self.contents(of: path) {
      let folder = path + "/" + name
      var isFolder: ObjCBool = false
      guard FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder), isFolder.boolValue else { continue }
      let images = try Self.contents(of: folder).filter(Self.isImage)
      if images.isEmpty { continue }
      paths += images.map { folder + "/" + $0 }
      classes += images.map { _ in Int32(names.count) }
      names.append(name)
    }
    if names.isEmpty {
      throw .file(path, problem: "a folder has no images", hint: "put PNG or JPEG files into one folder for each class")
    }
    (classNames, self.paths, self.classes, self.channels) = (names, paths, classes, channels)
  }

  /// Images `[height, width, channels]` of bytes, with their classes as scalars; each file is read when its turn comes.
  public var dataset: Dataset<LabeledData<Tensor<UInt8>, Tensor<Int32>>> {
    let (paths, classes, channels) = (paths, classes, channels)
    return Dataset(
      .indexed(
        Indexed(length: .finite(paths.count)) { index, _ in
          let file = try RandomAccessFile(paths[index])
          do {
            let image = try DecodedImage(try file.read(0..<file.byteCount), channels: channels)
            return LabeledData(data: image.tensor, label: Tensor(shape: [], scalars: [classes[index]]))
          } catch let problem as ImageProblem {
            throw PipelineError.file(paths[index], problem: "an image cannot be decoded: \(problem)", hint: "delete or replace the file")
          }
        }), "\(paths.count) image files")
  }

  private static func contents(of path: String) throws(PipelineError) -> [String] {
    do { return try FileManager.default.contentsOfDirectory(atPath: path).filter { !$0.hasPrefix(".") }.sorted() } catch {
      throw .file(path, problem: "a folder of images cannot be read: \(error.localizedDescription)", hint: "")
    }
  }

  private static func isImage(_ name: String) -> Bool {
    [".png", ".jpg", ".jpeg"].contains { name.lowercased().hasSuffix($0) }
  }
}

extension Tensor where Scalar == UInt8 {
  /// An image from the bytes of a PNG or JPEG file, `[height, width, channels]`.
  ///
  /// - Throws: what is wrong with it; `PipelineError.file`, which names the package, if the library for the format is not installed.
  public init(decodingImage bytes: [UInt8], channels: ImageChannels = .rgb) throws {
    self = try DecodedImage(bytes, channels: channels).tensor
  }
}
