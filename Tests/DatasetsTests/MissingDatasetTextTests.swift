import Testing

@testable import Datasets

/// The text for a data set that is nowhere, word for word.
@Suite struct MissingDatasetTextTests {
  private static let images = DatasetFile(name: "images.gz", byteCount: 9_912_422, sha256: "44aa")
  private static let labels = DatasetFile(name: "labels.gz", byteCount: 28_881, sha256: "35bb")

  @Test func itSaysWhereWeLookedWhatWasTriedAndWhatToPutWhere() {
    let missing = MissingDataset(
      title: "MNIST",
      places: [
        .init(directory: "/data/mnist", reason: .environment, lacking: [Self.images, Self.labels]),
        .init(directory: "/data", reason: .environment, lacking: [Self.labels]),
        .init(directory: "/home/ada/.cache/apus/datasets/mnist", reason: .cache, lacking: [Self.images, Self.labels]),
      ],
      attempts: [
        .init(address: "https://one.example/images.gz", failure: .httpStatus(404)),
        .init(address: "https://two.example/images.gz", failure: .wrongChecksum(expected: "44aa", found: "cc")),
      ],
      destination: "/home/ada/.cache/apus/datasets/mnist",
      wanted: [Self.images, Self.labels])
    #expect(
      DatasetError.missing(missing).description == """
        Apus: the files of the data set MNIST are missing
          looked in  /data/mnist  (from APUS_DATASETS)
                       lacks images.gz, labels.gz
                     /data  (from APUS_DATASETS)
                       lacks labels.gz
                     /home/ada/.cache/apus/datasets/mnist  (the cache)
                       lacks images.gz, labels.gz
          tried      https://one.example/images.gz
                       the server answered with status 404
                     https://two.example/images.gz
                       not the published file: its SHA-256 is
                       cc, not
                       44aa
          put        images.gz  9,912,422 bytes
                       SHA-256 44aa
                     labels.gz  28,881 bytes
                       SHA-256 35bb
          into       /home/ada/.cache/apus/datasets/mnist
          hint       or into a folder that APUS_DATASETS names; unpacked files, without .gz, work too
        """)
  }

  @Test func aFolderNamedByTheProgramIsTheOnlyOneSpokenOf() {
    let missing = MissingDataset(
      title: "MNIST", places: [.init(directory: "data", reason: .named, lacking: [Self.labels])], attempts: [],
      destination: "data", wanted: [Self.labels])
    #expect(
      DatasetError.missing(missing).description == """
        Apus: the files of the data set MNIST are missing
          looked in  data  (named by the program)
                       lacks labels.gz
          tried      no download: the program names the folder
          put        labels.gz  28,881 bytes
                       SHA-256 35bb
          into       data
          hint       unpacked files, without .gz, work too
        """)
  }

  @Test func theFilesOfAnArchiveAreSpokenOf() {
    let missing = MissingDataset(
      title: "Sample", places: [.init(directory: "data", reason: .named, lacking: [Self.labels])], attempts: [],
      destination: "data", wanted: [Self.labels], unpacked: [["a.bin", "b.bin"], ["folder/a.bin", "folder/b.bin"]])
    #expect(DatasetError.missing(missing).description.hasSuffix("\n  hint       the archive's files, a.bin, b.bin, work too"))
  }

  @Test func aForbiddenDownloadIsSpokenOf() throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    let locator = DatasetLocator(environment: [:], cache: folder.path, mirrors: [])
    let error = #expect(throws: DatasetError.self) { try locator.files(of: SampleSource.single()) }
    #expect(error?.description.contains("\n  tried      no download: the program forbids it\n") == true)
  }
}
