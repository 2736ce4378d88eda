import Foundation
import Testing

@testable import Datasets

@Suite struct DownloadTests {
  private static let body = SampleSource.first

  private func locator(_ folder: TemporaryFolder, _ mirrors: [String]?, stall: Double = 20, total: Double = 60) -> DatasetLocator {
    DatasetLocator(
      environment: [:], cache: folder.path + "/cache", mirrors: mirrors, timeouts: DownloadTimeouts(stall: stall, total: total))
  }

  /// Downloads the single file from a server with the given answer and returns why that failed.
  private func failure(_ answer: LoopbackServer.Answer, stall: Double = 20, total: Double = 60) throws -> DownloadFailure? {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    let server = try LoopbackServer(answer)
    defer { server.stop() }
    let error = #expect(throws: DatasetError.self) {
      try locator(folder, [server.address], stall: stall, total: total).files(of: SampleSource.single())
    }
    #expect(folder.names(in: "cache/sample") == [], "nothing may be left of a failed download")
    #expect(server.requests.count == 1)
    guard case .missing(let missing) = error else { return nil }
    #expect(missing.attempts.map(\.address) == [server.address + "one.gz"])
    return missing.attempts.first?.failure
  }

  @Test func theRightFileIsKeptUnderItsName() throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    let server = try LoopbackServer(.whole(Self.body))
    defer { server.stop() }
    let source = SampleSource.single(mirrors: [server.address + "folder"])
    let paths = try locator(folder, nil).files(of: source)
    #expect(paths == [folder.path + "/cache/sample/one.gz"])
    #expect(FileManager.default.contents(atPath: paths[0]) == Data(Self.body))
    #expect(folder.names(in: "cache/sample") == ["one.gz"])
    // A second search finds it without asking anybody.
    #expect(try locator(folder, nil).files(of: source) == paths)
    #expect(server.requests.count == 1)
    #expect(server.requests[0].hasPrefix("GET /folder/one.gz HTTP/1.1\r\n"))
  }

  @Test func nobodyOnTheWayIsAskedToPackTheFile() throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    let server = try LoopbackServer(.whole(Self.body))
    defer { server.stop() }
    _ = try locator(folder, [server.address]).files(of: SampleSource.single())
    let encodings = server.requests[0].components(separatedBy: "\r\n").filter { $0.lowercased().hasPrefix("accept-encoding") }
    #expect(encodings.map { $0.lowercased() } == ["accept-encoding: identity"])
  }

  @Test func aBodyWithoutAnnouncedLengthIsAccepted() throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    let server = try LoopbackServer(.response(status: 200, contentLength: nil, body: Self.body))
    defer { server.stop() }
    #expect(try locator(folder, [server.address]).files(of: SampleSource.single()).count == 1)
  }

  @Test func onlyWhatTheCacheLacksIsDownloaded() throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    let server = try LoopbackServer(.whole(SampleSource.second))
    defer { server.stop() }
    try folder.write(SampleSource.first, to: "cache/sample/one.gz")
    let paths = try locator(folder, [server.address]).files(of: SampleSource.source())
    #expect(paths.count == 2)
    #expect(server.requests.map { $0.prefix(12) } == ["GET /two.txt"])
  }

  @Test func otherBytesAreThrownAway() throws {
    let other = [UInt8]("the Xirst file".utf8)
    let expected = DownloadFailure.wrongChecksum(
      expected: sha256Hex(of: Data(Self.body)), found: sha256Hex(of: Data(other)))
    #expect(try failure(.whole(other)) == expected)
  }

  @Test(arguments: [404, 403, 500])
  func aStatusOtherThan200IsReported(_ status: Int) throws {
    #expect(try failure(.response(status: status, contentLength: Self.body.count, body: Self.body)) == .httpStatus(status))
  }

  @Test func aShortBodyIsReported() throws {
    let count = Self.body.count
    let short = Array(Self.body.dropLast(3))
    let expected = DownloadFailure.tooShort(expected: count, received: count - 3)
    #expect(try failure(.response(status: 200, contentLength: count, body: short)) == expected)
    #expect(try failure(.response(status: 200, contentLength: nil, body: short)) == expected)
    #expect(try failure(.whole(short)) == expected)
    #expect(try failure(.whole([])) == .tooShort(expected: count, received: 0))
  }

  @Test func aLongBodyIsNotStored() throws {
    let long = [UInt8](repeating: 1, count: 2_000_000)
    #expect(try failure(.whole(long)) == .tooLong(expected: Self.body.count))
    #expect(try failure(.response(status: 200, contentLength: nil, body: long)) == .tooLong(expected: Self.body.count))
  }

  @Test func aSilentServerIsGivenUp() throws {
    #expect(try failure(.silence, stall: 1) == .timedOut)
    #expect(try failure(.silence, total: 0.2) == .timedOut)
  }

  @Test func aRefusedConnectionIsReported() throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    let (descriptor, port) = try boundSocket()
    defer { close(descriptor) }
    let error = #expect(throws: DatasetError.self) {
      try locator(folder, ["http://127.0.0.1:\(port)"]).files(of: SampleSource.single())
    }
    guard case .missing(let missing) = error else { return }
    #expect(missing.attempts.map(\.failure) == [.unreachable(reason: "nobody answers there")])
    #expect(missing.attempts.map(\.address) == ["http://127.0.0.1:\(port)/one.gz"])
  }

  @Test func theNextMirrorIsTriedWhenOneFails() throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    let broken = try LoopbackServer(.response(status: 503, contentLength: 0, body: []))
    defer { broken.stop() }
    let whole = try LoopbackServer(.whole(Self.body))
    defer { whole.stop() }
    let paths = try locator(folder, ["not an address", broken.address, whole.address]).files(of: SampleSource.single())
    #expect(paths.count == 1)
    #expect(broken.requests.count == 1)
    #expect(whole.requests.count == 1)
  }

  @Test(arguments: ["", "not an address", "file:///etc", "ftp://127.0.0.1/", "http:///"])
  func onlyWebAddressesAreTried(_ address: String) throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    let error = #expect(throws: DatasetError.self) { try locator(folder, [address]).files(of: SampleSource.single()) }
    guard case .missing(let missing) = error else { return }
    #expect(missing.attempts.map(\.failure) == [.invalidAddress])
  }

  @Test func aCacheThatCannotBeWrittenIsReported() throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    let server = try LoopbackServer(.whole(Self.body))
    defer { server.stop() }
    try folder.write([], to: "cache")
    let error = #expect(throws: DatasetError.self) { try locator(folder, [server.address]).files(of: SampleSource.single()) }
    guard case .missing(let missing) = error, case .cannotWrite(let path, _) = missing.attempts.first?.failure else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(path == folder.path + "/cache/sample")
    #expect(server.requests == [])
  }

  @Test func twoDownloadsAtOnceBothEndWithTheFile() async throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    let server = try LoopbackServer(.whole(Self.body))
    defer { server.stop() }
    let locator = locator(folder, [server.address])
    try await withThrowingTaskGroup(of: [String].self) { group in
      for _ in 0..<4 { group.addTask { try locator.files(of: SampleSource.single()) } }
      for try await paths in group { #expect(FileManager.default.contents(atPath: paths[0]) == Data(Self.body)) }
    }
    #expect(folder.names(in: "cache/sample") == ["one.gz"])
  }
}
