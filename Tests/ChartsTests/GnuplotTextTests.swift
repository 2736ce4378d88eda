import Testing

@testable import Charts

struct GnuplotTextTests {
  @Test(arguments: [
    ("Before training", #""Before training""#),
    ("x_scaled^2 {/Bold b} & ~%", #""x_scaled^2 {/Bold b} & ~%""#),
    (#"a "b" 'c' \n"#, #""a \042b\042 \047c\047 \134n""#),
    ("`date` $(date) @HOME", #""\140date\140 \044(date) \100HOME""#),
    ("first\nsecond # 3", #""first\012second \043 3""#),
    ("tab\tbell\u{7}null\u{0}end\u{7F}\u{FFFF}", #""tab bell null end  ""#),
    ("損失 été", #""損失 été""#),
    ("", #""""#),
  ])
  func whatHasAMeaningInAStringIsWrittenAsANumber(text: String, quoted: String) { #expect(GnuplotText.quoted(text) == quoted) }

  /// Every string of one character: what stands between the quotes is that character alone, harmless, or a number.
  @Test func noCharacterEndsAStringOrStartsACommand() {
    for value in (0 as UInt32)...0x2FF {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let quoted = GnuplotText.quoted(String(Character(scalar)))
      let inner = quoted.unicodeScalars.dropFirst().dropLast()
      #expect(inner.first == "\\" ? inner.count == 4 : inner.count == 1)
      #expect(!inner.contains { "\"'`@$#\n\r\u{0}".unicodeScalars.contains($0) }, "\(value)")
    }
  }

  @Test(arguments: [(1.5, "1.5"), (-1e-7, "-1e-07"), (.nan, "NaN"), (.infinity, "NaN")])
  func numbersAreWrittenInFullAndGapsByName(number: Double, text: String) { #expect(GnuplotText.number(number) == text) }
}
