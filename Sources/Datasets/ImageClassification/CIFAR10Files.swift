import Apus

/// CIFAR-10: 50,000 training and 10,000 test photographs of ten kinds of things, 32 by 32 pixels in color.
///
/// ```swift
/// let (training, test) = try CIFAR10Files.load()
/// print(training.count, test.count, training.imageShape)  // 50000 10000 [32, 32, 3]
/// print(CIFAR10Files.classNames[Int(test.labels[0])])     // cat
/// ```
///
/// Source: A. Krizhevsky, *Learning multiple layers of features from tiny images*, University of Toronto (2009).
public enum CIFAR10Files {
  /// The published archive; the six files in it, beside each other or in their folder, are as good.
  public static let source = DatasetSource(
    name: "cifar10",
    title: "CIFAR-10",
    files: [
      DatasetFile(
        name: "cifar-10-binary.tar.gz", byteCount: 170_052_171,
        sha256: "c4a38c50a1bc5f3a1c5537f2155ab9d68f9f25eb1ed8d9ddda3db29a59bca1dd")
    ],
    mirrors: ["https://www.cs.toronto.edu/~kriz/"],
    unpacked: [memberNames, memberNames.map { "\(folderName)/\($0)" }])

  /// The names of the classes, by their numbers.
  public static let classNames = ["airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck"]

  /// The mean and the deviation of each channel over all training images.
  public static let normalization = ImageNormalization(
    mean: [0.4913996898, 0.4821584196, 0.4465309242], standardDeviation: [0.2470322324, 0.2434851280, 0.2615878417])

  private static let folderName = "cifar-10-batches-bin"
  /// Five files of training images, then the test images.
  private static let memberNames = (1...5).map { "data_batch_\($0).bin" } + ["test_batch.bin"]

  /// Finds or downloads the files and reads them.
  ///
  /// Files in a folder of the user's may hold fewer images than the published ones.
  ///
  /// - Throws: `DatasetError`.
  public static func load(
    from locator: DatasetLocator = DatasetLocator()
  ) throws(DatasetError) -> (training: ImageClassificationFiles, test: ImageClassificationFiles) {
    try load(locator.files(of: source))
  }

  /// - Parameter paths: the archive, or the files in it.
  static func load(
    _ paths: [String]
  ) throws(DatasetError) -> (training: ImageClassificationFiles, test: ImageClassificationFiles) {
    if paths.count == memberNames.count {
      return try images { number throws(DatasetError) in (paths[number], try readFile(paths[number], limit: Gzip.defaultLimit)[...]) }
    }
    let path = paths[0]
    let members = try TarArchive(contentsOfFile: path).files
    return try images { number throws(DatasetError) in
      let name = memberNames[number]
      guard let member = members["\(folderName)/\(name)"] ?? members["./\(folderName)/\(name)"] ?? members[name] else {
        throw .missingMember(path: path, name: "\(folderName)/\(name)")
      }
      return ("\(path), \(name)", member)
    }
  }

  /// - Parameter member: the path and the contents of the file with a number in `memberNames`.
  private static func images(
    _ member: (_ number: Int) throws(DatasetError) -> (path: String, bytes: ArraySlice<UInt8>)
  ) throws(DatasetError) -> (training: ImageClassificationFiles, test: ImageClassificationFiles) {
    func images(_ numbers: Range<Int>) throws(DatasetError) -> ImageClassificationFiles {
      var records = CIFARRecords()
      for number in numbers {
        let (path, bytes) = try member(number)
        try records.append(bytes, path: path, classCount: classNames.count)
      }
      return records.files
    }
    let last = memberNames.count - 1
    return (try images(0..<last), try images(last..<last + 1))
  }
}
