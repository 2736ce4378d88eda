import Testing

@testable import Datasets

@Suite struct DatasetLocatorTests {
  private let source = SampleSource.source()

  private func locator(_ folder: TemporaryFolder, directory: String? = nil, root: String? = nil) -> DatasetLocator {
    DatasetLocator(
      directory: directory, environment: root.map { ["APUS_DATASETS": $0] } ?? [:], cache: folder.path + "/cache", mirrors: [])
  }

  private func writeBoth(_ folder: TemporaryFolder, to place: String) throws {
    try folder.write(SampleSource.first, to: "\(place)/one.gz")
    try folder.write(SampleSource.second, to: "\(place)/two.txt")
  }

  @Test func theFolderNamedByTheProgramIsTaken() throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    let named = folder.path + "/named"
    for place in ["named", "root", "cache/sample"] { try writeBoth(folder, to: place) }
    let paths = try locator(folder, directory: named, root: folder.path + "/root").files(of: source)
    #expect(paths == ["\(named)/one.gz", "\(named)/two.txt"])
  }

  @Test func theFolderNamedByTheProgramIsTheOnlyOne() throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    let named = folder.path + "/named"
    for place in ["root", "cache/sample"] { try writeBoth(folder, to: place) }
    try folder.write(SampleSource.first, to: "named/one.gz")
    let missing = MissingDataset(
      title: "Sample", places: [.init(directory: named, reason: .named, lacking: [source.files[1]])], attempts: [],
      destination: named, wanted: [source.files[1]])
    #expect(throws: DatasetError.missing(missing)) {
      try locator(folder, directory: named, root: folder.path + "/root").files(of: source)
    }
  }

  @Test func theEnvironmentComesBeforeTheCacheAndItsSubfolderFirst() throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    let root = folder.path + "/root"
    try writeBoth(folder, to: "cache/sample")
    #expect(try locator(folder, root: root).files(of: source)[0] == folder.path + "/cache/sample/one.gz")
    try writeBoth(folder, to: "root")
    #expect(try locator(folder, root: root).files(of: source)[0] == root + "/one.gz")
    try writeBoth(folder, to: "root/sample")
    #expect(try locator(folder, root: root).files(of: source)[0] == root + "/sample/one.gz")
  }

  @Test func anEmptyVariableCountsAsUnset() throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    let error = #expect(throws: DatasetError.self) { try locator(folder, root: "").files(of: source) }
    guard case .missing(let missing) = error else { return }
    #expect(missing.places.map(\.directory) == [folder.path + "/cache/sample"])
  }

  @Test func filesOfDifferentPlacesAreNotMixed() throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    try folder.write(SampleSource.first, to: "root/one.gz")
    try folder.write(SampleSource.second, to: "cache/sample/two.txt")
    let error = #expect(throws: DatasetError.self) { try locator(folder, root: folder.path + "/root").files(of: source) }
    guard case .missing(let missing) = error else { return }
    #expect(missing.places.map { $0.lacking.map(\.name) } == [["one.gz", "two.txt"], ["two.txt"], ["one.gz"]])
    #expect(missing.wanted == [source.files[0]])
    #expect(missing.destination == folder.path + "/cache/sample")
  }

  @Test func anUnpackedFileIsAsGoodAsThePackedOne() throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    try folder.write(SampleSource.first, to: "named/one")
    try folder.write(SampleSource.second, to: "named/two.txt")
    let paths = try locator(folder, directory: folder.path + "/named").files(of: source)
    #expect(paths == [folder.path + "/named/one", folder.path + "/named/two.txt"])
  }

  @Test func aFolderWithAFilesNameIsNotTheFile() throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    try writeBoth(folder, to: "named")
    try folder.write([], to: "other/one.gz/something")
    try folder.write(SampleSource.second, to: "other/two.txt")
    #expect(throws: DatasetError.self) { try locator(folder, directory: folder.path + "/other").files(of: source) }
  }
}
