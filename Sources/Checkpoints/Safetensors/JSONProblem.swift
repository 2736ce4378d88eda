/// What a strict JSON reader objects to, and where: byte offsets from the beginning of the text.
public enum JSONProblem: Error, Hashable, Sendable {
  /// The text at `offset` is not what must stand there.
  case expected(String, offset: Int)
  /// A key stands twice in one object: which of the values was meant cannot be known.
  case duplicateKey(String, offset: Int)
}
