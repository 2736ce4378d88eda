/// A diagnosis of several lines as one: `a data file is damaged; file x.gz; reason it ends too early`.
func oneLine(_ text: String) -> String {
  let lines = text.split(whereSeparator: \.isNewline).map { line in
    line.split(separator: " ", omittingEmptySubsequences: true).joined(separator: " ")
  }
  let joined = lines.filter { !$0.isEmpty }.joined(separator: "; ")
  return joined.hasPrefix("Apus: ") ? String(joined.dropFirst("Apus: ".count)) : joined
}
