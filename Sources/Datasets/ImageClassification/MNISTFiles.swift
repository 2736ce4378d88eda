/// MNIST: 60,000 training and 10,000 test images of handwritten digits, 28 by 28 pixels, 0 = paper … 255 = ink.
///
/// ```swift
/// let (training, test) = try MNISTFiles.load()
/// print(training.count, test.count, training.imageShape)  // 60000 10000 [28, 28, 1]
/// ```
///
/// Source: Y. LeCun, L. Bottou, Y. Bengio, P. Haffner, *Gradient-based learning applied to document recognition*, Proc. IEEE 86 (1998).
public enum MNISTFiles {
  /// The four files: training images, training labels, test images, test labels.
  public static let source = DatasetSource(
    name: "mnist",
    title: "MNIST",
    files: [
      DatasetFile(
        name: "train-images-idx3-ubyte.gz", byteCount: 9_912_422,
        sha256: "440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609"),
      DatasetFile(
        name: "train-labels-idx1-ubyte.gz", byteCount: 28_881,
        sha256: "3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c"),
      DatasetFile(
        name: "t10k-images-idx3-ubyte.gz", byteCount: 1_648_877,
        sha256: "8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6"),
      DatasetFile(
        name: "t10k-labels-idx1-ubyte.gz", byteCount: 4_542,
        sha256: "f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6"),
    ],
    mirrors: [
      "https://storage.googleapis.com/cvdf-datasets/mnist/",
      "https://ossci-datasets.s3.amazonaws.com/mnist/",
    ])

  /// Finds or downloads the files and reads them.
  ///
  /// Files in a folder of the user's may hold fewer images than the published ones.
  ///
  /// - Throws: `DatasetError`.
  public static func load(
    from locator: DatasetLocator = DatasetLocator()
  ) throws(DatasetError) -> (training: ImageClassificationFiles, test: ImageClassificationFiles) {
    let paths = try locator.files(of: source)
    let training = try ImageClassificationFiles(
      imagesPath: paths[0], labelsPath: paths[1], height: 28, width: 28, classCount: 10)
    let test = try ImageClassificationFiles(
      imagesPath: paths[2], labelsPath: paths[3], height: 28, width: 28, classCount: 10)
    return (training, test)
  }
}
