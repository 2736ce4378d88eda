import Testing

@testable import Checkpoints

@Suite struct JenkinsChecksumTests {
  /// From the comments of `lookup3.c`: the program's own test `driver5`.
  @Test(arguments: [("", UInt32(0xDEAD_BEEF)), ("Four score and seven years ago", 0x1777_0551)])
  func theChecksumIsLookup3(text: String, expected: UInt32) {
    #expect(Array(text.utf8).withUnsafeBytes { JenkinsChecksum.checksum($0) } == expected)
  }
}
