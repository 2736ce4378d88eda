/// Where a macro such as `#expect` stands, read from the name of the file that it was expanded into. The stack below an expansion does
/// not always lead back to the line.
struct MacroExpansion {
  let file: String
  let line: Int

  /// `…@__swiftmacro_5Tests0020ModelTestsswift_rqAFhfMX71_16_6expectfMf_.swift` is line 72 of `ModelTests.swift`: lines are counted from 0,
  /// and characters that identifiers lack are moved behind an underscore.
  init?(path: String) {
    guard
      let match = path.firstMatch(of: #/@__swiftmacro_.*?00(\d+)(.*?)fMX(\d+)_/#), let length = Int(match.1), let line = Int(match.3)
    else { return nil }
    let name = match.2.prefix(length)
    guard let end = name.lastIndex(of: "_"), name[..<end].hasSuffix("swift") else { return nil }
    file = name[..<end].dropLast("swift".count) + ".swift"
    self.line = line + 1
  }
}
