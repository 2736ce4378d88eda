import Testing

@testable import ApusCommand

struct OneLineTests {
  @Test(arguments: [
    ("one line", "one line"),
    (
      "Apus: a file is damaged\n  file    x.gz\n  reason  it ends\n          too early\n",
      "a file is damaged; file x.gz; reason it ends; too early"
    ),
    ("", ""),
  ])
  func aDiagnosisFitsOneLine(text: String, line: String) { #expect(oneLine(text) == line) }
}
