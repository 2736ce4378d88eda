import Foundation
import Testing

@testable import ApusData

@Suite struct ImageFolderTests {
  private static let hasPNG = (try? PNGDecoder.shared.get()) != nil
  private static let hasJPEG = (try? JPEGDecoder.shared.get()) != nil

  @Test func classesAreTheNamesOfFolders() throws {
    let folder = try ImageFolder(DatasetFixture.path("images"))
    #expect(folder.classNames == ["cat", "dog"])
    #expect(
      folder.paths.map { URL(fileURLWithPath: $0).lastPathComponent } == [
        "colors.png", "gray.png", "palette.png", "gray.JPG", "photograph.jpeg",
      ])
    #expect(folder.dataset.count == 5)
  }

  @Test(.enabled(if: hasPNG, "needs libpng: apt install libpng16-16")) func pngImagesAreThosePillowReads() throws {
    try compare("cat", tolerance: 0)
    try ImageFolder(DatasetFixture.path("images")).dataset.prefix(3).shuffled(seed: 2).checkResuming()
  }

  /// Decoders of JPEG may round otherwise.
  @Test(.enabled(if: hasJPEG, "needs libjpeg-turbo: apt install libturbojpeg0")) func jpegImagesAreThosePillowReads() throws {
    try compare("dog", tolerance: 2)
  }

  private func compare(_ name: String, tolerance: Int) throws {
    let folder = try ImageFolder(DatasetFixture.path("images"))
    let known = try DatasetFixture.images.get()
    let classNumber = try #require(folder.classNames.firstIndex(of: name))
    var comparedCount = 0
    for (index, path) in folder.paths.enumerated() where path.contains("/\(name)/") {
      let image = try #require(try folder.dataset.dropFirst(index).firstCollected())
      let expected = try #require(known["\(name)/\(URL(fileURLWithPath: path).lastPathComponent)"])
      #expect(image.data.shape == TensorShape(expected.shape))
      let pixels = try image.data.readScalars()
      #expect(zip(pixels, expected.pixels).allSatisfy { abs(Int($0) - Int($1)) <= tolerance }, "\(path)")
      #expect(try image.label.readScalars() == [Int32(classNumber)])
      comparedCount += 1
    }
    #expect(comparedCount > 1)
  }

  @Test(.enabled(if: hasPNG, "needs libpng: apt install libpng16-16")) func grayIsOneChannel() throws {
    let bytes = Array(try Data(contentsOf: URL(fileURLWithPath: DatasetFixture.path("images/cat/gray.png"))))
    let image = try Tensor(decodingImage: bytes, channels: .gray)
    #expect(image.shape == [5, 7, 1])
    #expect(try image.readScalars().prefix(8) == [0, 0, 0, 0, 0, 0, 0, 50])
  }

  @Test(arguments: ["cat/colors.png", "dog/photograph.jpeg"]) func anImageThatIsCutOffIsAnErrorThatNamesItsFile(_ name: String) throws {
    guard name.hasSuffix("png") ? Self.hasPNG : Self.hasJPEG else { return }
    let bytes = try Data(contentsOf: URL(fileURLWithPath: DatasetFixture.path("images/" + name)))
    try withTemporaryFolder { path in
      try FileManager.default.createDirectory(atPath: path + "/class", withIntermediateDirectories: true)
      for length in stride(from: 0, to: bytes.count - 16, by: max(1, bytes.count / 40)) {
        let file = path + "/class/image.png"
        try bytes.prefix(length).write(to: URL(fileURLWithPath: file))
        let error = #expect(throws: PipelineError.self, "\(length)") { try ImageFolder(path).dataset.collected() }
        #expect(error?.description.contains(file) == true)
      }
    }
  }

  @Test func foldersWithoutImagesAreAnError() throws {
    try withTemporaryFolder { path in _ = #expect(throws: PipelineError.self) { try ImageFolder(path) } }
    #expect(throws: PipelineError.self) { try ImageFolder("/nowhere/at all") }
  }

  @Test func aLibraryThatIsMissingIsNamedWithItsPackage() {
    let error = #expect(throws: PipelineError.self) {
      try SystemLibrary(["libapus-nothing.so"], purpose: "JPEG images", package: "libturbojpeg0")
    }
    #expect(error?.description.contains("apt install libturbojpeg0") == true)
  }
}

extension Dataset {
  /// The first element.
  fileprivate func firstCollected() throws -> Element? { try prefix(1).collected().first }
}
