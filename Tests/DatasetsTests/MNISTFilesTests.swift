import Foundation
import Testing

@testable import Datasets

@Suite struct MNISTFilesTests {
  /// The four files of a selection with 3 training and 2 test digits, under their unpacked names.
  private static func selection() -> [String: [UInt8]] {
    func images(_ count: Int) -> [UInt8] { (0..<count * 784).map { UInt8(truncatingIfNeeded: $0 / 3) } }
    return [
      "train-images-idx3-ubyte": idx(0x08, [3, 28, 28], images(3)),
      "train-labels-idx1-ubyte": idx(0x08, [3], [0, 9, 5]),
      "t10k-images-idx3-ubyte": idx(0x08, [2, 28, 28], images(2)),
      "t10k-labels-idx1-ubyte": idx(0x08, [2], [1, 2]),
    ]
  }

  private func load(
    _ files: [String: [UInt8]], packed: Bool = true
  ) throws -> (training: ImageClassificationFiles, test: ImageClassificationFiles) {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    for (name, bytes) in files { try folder.write(packed ? gzipped(bytes) : bytes, to: packed ? name + ".gz" : name) }
    return try MNISTFiles.load(from: DatasetLocator(directory: folder.path, mirrors: []))
  }

  @Test(arguments: [true, false])
  func aSelectionReadsPackedAndUnpacked(_ packed: Bool) throws {
    let (training, test) = try load(Self.selection(), packed: packed)
    #expect(training.count == 3)
    #expect(training.labels == [0, 9, 5])
    #expect(training.imageShape == [28, 28, 1])
    #expect(training.images == (0..<3 * 784).map { UInt8(truncatingIfNeeded: $0 / 3) })
    #expect(test.labels == [1, 2])
    #expect(test.images.count == 2 * 784)
  }

  /// Replaces one file and expects the error that the test makes from the file's path.
  private func expectError(
    _ name: String, _ bytes: [UInt8], sourceLocation: SourceLocation = #_sourceLocation, _ expected: (String) -> DatasetError
  ) throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    var files = Self.selection()
    files[name] = bytes
    for (name, bytes) in files { try folder.write(bytes, to: name) }
    #expect(throws: expected(folder.path + "/"), sourceLocation: sourceLocation) {
      try MNISTFiles.load(from: DatasetLocator(directory: folder.path, mirrors: []))
    }
  }

  @Test func imagesAndLabelsMustBelongTogether() throws {
    try expectError("train-labels-idx1-ubyte", idx(0x08, [4], [0, 9, 5, 1])) { folder in
      .countsDisagree(
        imagesPath: folder + "train-images-idx3-ubyte", imageCount: 3, labelsPath: folder + "train-labels-idx1-ubyte", labelCount: 4)
    }
  }

  @Test func labelsMustBeDigits() throws {
    try expectError("t10k-labels-idx1-ubyte", idx(0x08, [2], [1, 10])) { folder in
      .labelOutOfRange(path: folder + "t10k-labels-idx1-ubyte", index: 1, label: 10, classCount: 10)
    }
  }

  @Test func imagesMustBe28By28() throws {
    try expectError("train-images-idx3-ubyte", idx(0x08, [3, 28, 14], [UInt8](repeating: 0, count: 3 * 392))) { folder in
      .wrongShape(path: folder + "train-images-idx3-ubyte", expected: "[count, 28, 28]", found: [3, 28, 14])
    }
    try expectError("train-images-idx3-ubyte", idx(0x08, [3, 784], [UInt8](repeating: 0, count: 3 * 784))) { folder in
      .wrongShape(path: folder + "train-images-idx3-ubyte", expected: "[count, 28, 28]", found: [3, 784])
    }
  }

  @Test func labelsMustBeAVector() throws {
    try expectError("train-labels-idx1-ubyte", idx(0x08, [3, 1], [0, 9, 5])) { folder in
      .wrongShape(path: folder + "train-labels-idx1-ubyte", expected: "[count]", found: [3, 1])
    }
  }

  @Test func elementsMustBeBytesWithoutSign() throws {
    try expectError("train-labels-idx1-ubyte", idx(0x09, [3], [0, 9, 5])) { folder in
      .wrongElementType(path: folder + "train-labels-idx1-ubyte", expected: .uint8, found: .int8)
    }
    try expectError("t10k-images-idx3-ubyte", idx(0x09, [2, 28, 28], [UInt8](repeating: 0, count: 1_568))) { folder in
      .wrongElementType(path: folder + "t10k-images-idx3-ubyte", expected: .uint8, found: .int8)
    }
  }

  @Test func theSourceNamesFourFilesThatCanBeChecked() {
    let source = MNISTFiles.source
    #expect(source.files.map(\.byteCount) == [9_912_422, 28_881, 1_648_877, 4_542])
    for file in source.files {
      #expect(file.sha256.count == 64)
      #expect(file.sha256.allSatisfy { $0.isHexDigit && !$0.isUppercase })
    }
    #expect(source.mirrors.allSatisfy { $0.hasPrefix("https://") && $0.hasSuffix("/mnist/") })
  }

  @Test(.enabled(if: SharedData.mnist != nil, "../shared/data/mnist is not on this machine"))
  func realDigitsRead() throws {
    let (training, test) = try MNISTFiles.load(from: DatasetLocator(directory: SharedData.mnist, mirrors: []))
    #expect(training.count == 8_000)
    #expect(test.count == 2_000)
    #expect(training.images.count == 8_000 * 784)
    #expect(Set(training.labels) == Set(0...9))
    #expect(Set(test.labels) == Set(0...9))
    // Digits are ink on paper, centred: some full ink, and nothing in the outermost rows and columns' corners.
    #expect(test.images.max() == 255)
    #expect(stride(from: 0, to: test.images.count, by: 784).allSatisfy { test.images[$0] == 0 })
  }
}
