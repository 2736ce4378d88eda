import Testing
import WireFormats

@testable import Checkpoints

/// Structures that lead a reader round in circles or claim the same bytes over and over: each is refused, and soon.
@Suite struct HDF5HostileTests {
  private func numbers(_ numbers: [(value: UInt64, width: Int)]) -> [UInt8] {
    numbers.flatMap { number in (0..<number.width).map { UInt8(truncatingIfNeeded: number.value >> UInt64(8 * $0)) } }
  }

  private func expectMalformed<Result>(_ bytes: [UInt8], _ problem: String, _ read: (HDF5Cursor) throws -> Result) {
    bytes.withUnsafeBytes { file in
      let error = #expect(throws: HDF5Problem.self) { _ = try read(HDF5Cursor(file, at: 0)) }
      guard case .malformed(_, problem)? = error else {
        Issue.record("\(String(describing: error))")
        return
      }
    }
  }

  @Test func aHeaderThatContinuesInItselfIsRefused() {
    let header = numbers([(1, 1), (0, 1), (1, 2), (1, 4), (24, 4), (0, 4)])
    let message = numbers([(0x10, 2), (16, 2), (0, 4), (16, 8), (24, 8)])
    expectMalformed(header + message, "a header that goes round in circles") { try HDF5ObjectHeader($0) }
  }

  @Test func aTreeThatIsItsOwnChildIsRefused() {
    let node = Array("TREE".utf8) + numbers([(0, 1), (1, 1), (1, 2), (.max, 8), (.max, 8), (0, 8), (0, 8), (8, 8)])
    expectMalformed(node, "a tree that goes round in circles") { try HDF5Tree.leaves(of: $0, kind: .names) }
  }

  @Test func aTreeThatNamesOneChildOverAndOverIsRefused() {
    let entries = (0..<100).flatMap { _ in numbers([(8, 8), (24, 8)]) }
    let node = Array("TREE".utf8) + numbers([(0, 1), (0, 1), (100, 2), (.max, 8), (.max, 8)]) + entries
    expectMalformed(node, "a tree that goes round in circles") { try HDF5Tree.leaves(of: $0, kind: .names) }
  }

  /// A million enumerations inside each other would need as many calls.
  @Test func enumerationsInsideEachOtherAreNotFollowed() throws {
    let types = (0..<1_000_000).flatMap { _ in [0x18, 2, 0, 0, 1, 0, 0, 0] as [UInt8] }
    try types.withUnsafeBytes { file in
      let type = try HDF5Datatype(HDF5Cursor(file, at: 0))
      #expect(type.kind == .other("an enumeration of 2 values"))
    }
  }

  /// A file of a kilobyte says that a thousand chunks of a megabyte lie in the same place of it, or nearly so.
  @Test(arguments: [0, 1])
  func chunksThatShareTheirBytesAreRefused(distance: Int) {
    let chunks = (0..<1000).map { HDF5Chunk(place: [$0 << 20], range: $0 * distance..<1000, filterMask: 0) }
    let assembly = HDF5Assembly.checked(shape: [1000 << 20], chunk: [1 << 20], width: 1, chunks, fileByteCount: 1000)
    guard case .failure = assembly else {
      Issue.record("a gigabyte of a kilobyte")
      return
    }
  }

  @Test func theAddressesOfAShortFileAreChecked() {
    for bytes in [[], [0xFF], [UInt8](repeating: 0xFF, count: 7)] {
      expectMalformed(bytes, "an end of the file in the middle of something") { cursor in
        var cursor = cursor
        return try cursor.address()
      }
    }
    expectMalformed([9, 0, 0, 0, 0, 0, 0, 0], "the address 9, beyond the end of the file") { cursor in
      var cursor = cursor
      return try cursor.address()
    }
  }
}
