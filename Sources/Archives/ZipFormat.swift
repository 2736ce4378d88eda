/// What readers and writers of zip archives agree on: APPNOTE 6.3, <https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT>.
enum ZipFormat {
  static let localSignature: UInt32 = 0x0403_4B50
  static let entrySignature: UInt32 = 0x0201_4B50
  static let directoryEndSignature: UInt32 = 0x0605_4B50
  static let directoryEnd64Signature: UInt32 = 0x0606_4B50
  static let locator64Signature: UInt32 = 0x0706_4B50

  static let localByteCount = 30
  static let entryByteCount = 46
  static let directoryEndByteCount = 22
  static let directoryEnd64ByteCount = 56
  static let locator64ByteCount = 20

  /// The number of the extra field in which sizes of 64 bits stand, where the places of 32 bits hold all ones.
  static let sizes64: UInt16 = 1
  static let maximum32 = UInt32.max

  static let stored: UInt16 = 0
  static let deflated: UInt16 = 8
}
