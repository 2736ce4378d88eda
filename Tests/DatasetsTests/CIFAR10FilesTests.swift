import Foundation
import Testing

@testable import Datasets

@Suite struct CIFAR10FilesTests {
  private typealias Files = (training: ImageClassificationFiles, test: ImageClassificationFiles)

  private func expectSample(_ files: Files, _ location: SourceLocation = #_sourceLocation) {
    #expect(files.training.labels == (0..<20).map { UInt8($0 % 10) }, sourceLocation: location)
    #expect(files.test.labels == (0..<10).map(UInt8.init), sourceLocation: location)
    #expect(files.training.imageShape == [32, 32, 3], sourceLocation: location)
    #expect(files.training.images == (0..<20).flatMap(CIFARSample.image), sourceLocation: location)
    #expect(files.test.images == (20..<30).flatMap(CIFARSample.image), sourceLocation: location)
  }

  @Test func anArchiveReadsFromItsPathAndFromItsFolder() throws {
    expectSample(try CIFAR10Files.load(from: DatasetLocator(directory: CIFARSample.archive, mirrors: [])))
    let folder = URL(fileURLWithPath: CIFARSample.archive).deletingLastPathComponent().path
    expectSample(try CIFAR10Files.load(from: DatasetLocator(directory: folder, mirrors: [])))
    expectSample(try CIFAR10Files.load(from: DatasetLocator(environment: ["APUS_DATASETS": folder], cache: "/nowhere", mirrors: [])))
  }

  @Test(arguments: ["", "cifar-10-batches-bin/"])
  func anUnpackedArchiveReads(_ subfolder: String) throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    for (name, bytes) in try CIFARSample.members() { try folder.write(bytes, to: subfolder + name) }
    expectSample(try CIFAR10Files.load(from: DatasetLocator(directory: folder.path, mirrors: [])))
  }

  @Test func anArchiveWithoutGzipReads() throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    try folder.write(try readUnpacked(CIFARSample.archive), to: "cifar10/cifar-10-binary.tar")
    expectSample(try CIFAR10Files.load(from: DatasetLocator(environment: [:], cache: folder.path, mirrors: [])))
  }

  @Test func aFolderThatLacksOneFileLacksTheDataSet() throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    for (name, bytes) in try CIFARSample.members() where name != "data_batch_3.bin" { try folder.write(bytes, to: name) }
    let error = #expect(throws: DatasetError.self) {
      try CIFAR10Files.load(from: DatasetLocator(directory: folder.path, mirrors: []))
    }
    guard case .missing(let missing) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(missing.wanted.map(\.name) == ["cifar-10-binary.tar.gz"])
    #expect("\(DatasetError.missing(missing))".contains("the archive's files, data_batch_1.bin"))
  }

  @Test func aDownloadThatIsNotThePublishedArchiveIsRefused() throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    let sample = Array(try Data(contentsOf: URL(fileURLWithPath: CIFARSample.archive)))
    let server = try LoopbackServer(.whole(sample))
    defer { server.stop() }
    let error = #expect(throws: DatasetError.self) {
      try CIFAR10Files.load(from: DatasetLocator(environment: [:], cache: folder.path, mirrors: [server.address]))
    }
    guard case .missing(let missing) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(missing.attempts.map(\.failure) == [.tooShort(expected: 170_052_171, received: sample.count)])
    #expect(server.requests.map { $0.prefix(27) } == ["GET /cifar-10-binary.tar.gz"])
    #expect(folder.names(in: "cifar10") == [])
  }

  @Test func aDownloadedArchiveIsReadAndKept() throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    let sample = Array(try Data(contentsOf: URL(fileURLWithPath: CIFARSample.archive)))
    let server = try LoopbackServer(.whole(sample))
    defer { server.stop() }
    let published = CIFAR10Files.source
    let source = DatasetSource(
      name: published.name, title: published.title, files: [SampleSource.file(published.files[0].name, sample)],
      mirrors: [server.address], unpacked: published.unpacked)
    for _ in 0..<2 { expectSample(try CIFAR10Files.load(DatasetLocator(environment: [:], cache: folder.path).files(of: source))) }
    #expect(server.requests.count == 1)
  }

  /// One of the six files is replaced, and the error is the one that the test makes from its path.
  @Test(arguments: [
    ([], DatasetError.wrongRecords(path: "", byteCount: 0, recordByteCount: 3_073)),
    ([UInt8](repeating: 0, count: 3_072), .wrongRecords(path: "", byteCount: 3_072, recordByteCount: 3_073)),
    ([UInt8](repeating: 0, count: 3_074), .wrongRecords(path: "", byteCount: 3_074, recordByteCount: 3_073)),
    (
      [UInt8](repeating: 0, count: 3_073) + [10] + [UInt8](repeating: 0, count: 3_072),
      .labelOutOfRange(path: "", index: 1, label: 10, classCount: 10)
    ),
  ])
  func damagedFilesAreErrors(_ bytes: [UInt8], _ expected: DatasetError) throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    var members = try CIFARSample.members()
    members["data_batch_2.bin"] = bytes
    for (name, bytes) in members { try folder.write(bytes, to: name) }
    #expect(throws: expected.withPath(folder.path + "/data_batch_2.bin")) {
      try CIFAR10Files.load(from: DatasetLocator(directory: folder.path, mirrors: []))
    }
  }

  @Test func damagedArchivesAreErrors() throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    let packed = Array(try Data(contentsOf: URL(fileURLWithPath: CIFARSample.archive)))
    let unpacked = try readUnpacked(CIFARSample.archive)
    func load(_ bytes: [UInt8]) throws {
      let path = try folder.write(bytes, to: "archive.tar.gz")
      _ = try CIFAR10Files.load(from: DatasetLocator(directory: path, mirrors: []))
    }
    let path = folder.path + "/archive.tar.gz"
    #expect(throws: DatasetError.damagedGzip(path: path, .truncated(byteCount: 1_000))) { try load(Array(packed[..<1_000])) }
    #expect(throws: DatasetError.damagedTar(path: path, .truncated(byteCount: 2_000))) { try load(Array(unpacked[..<2_000])) }
    #expect(throws: DatasetError.missingMember(path: path, name: "cifar-10-batches-bin/data_batch_1.bin")) {
      try load([UInt8](repeating: 0, count: 1_024))
    }
    #expect(throws: DatasetError.self) { try load(Array("no archive".utf8)) }
  }

  @Test func theSourceNamesAnArchiveThatCanBeChecked() {
    let source = CIFAR10Files.source
    #expect(source.files.map(\.byteCount) == [170_052_171])
    #expect(source.files[0].sha256.count == 64 && source.files[0].sha256.allSatisfy { $0.isHexDigit && !$0.isUppercase })
    #expect(source.mirrors == ["https://www.cs.toronto.edu/~kriz/"])
    #expect(CIFAR10Files.classNames.count == 10)
  }

  @Test(.enabled(if: SharedData.cifar10 != nil, "../shared/data/cifar-10-binary.tar.gz is not on this machine"))
  func realPhotographsRead() throws {
    let (training, test) = try CIFAR10Files.load(from: DatasetLocator(directory: SharedData.cifar10, mirrors: []))
    #expect(training.count == 10_000)
    #expect(test.count == 2_000)
    #expect((0..<10).allSatisfy { label in test.labels.count { $0 == label } == 200 })
    // The published means, as bytes; a selection of a fifth comes within two.
    for (channel, mean) in CIFAR10Files.normalization.mean.enumerated() {
      let sum = stride(from: channel, to: training.images.count, by: 3).reduce(0) { $0 + Int(training.images[$1]) }
      #expect(abs(Float(sum) / Float(training.count * 1_024) - 255 * mean) < 2)
    }
  }
}

extension DatasetError {
  fileprivate func withPath(_ path: String) -> DatasetError {
    switch self {
    case .wrongRecords(_, let byteCount, let recordByteCount):
      .wrongRecords(path: path, byteCount: byteCount, recordByteCount: recordByteCount)
    case .labelOutOfRange(_, let index, let label, let classCount):
      .labelOutOfRange(path: path, index: index, label: label, classCount: classCount)
    default: self
    }
  }
}
