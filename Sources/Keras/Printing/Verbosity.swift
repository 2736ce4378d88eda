/// What `fit` and `evaluate` print, in Keras's lines.
public enum Verbosity: Sendable {
  /// Nothing: Keras's 0.
  case silent
  /// A bar for each epoch, which moves on a terminal: Keras's 1.
  case progressBar
  /// A line for each epoch: Keras's 2.
  case oneLinePerEpoch

  func observer(_ kind: ProgressLines.Kind) -> ProgressLines? {
    self == .silent ? nil : ProgressLines(kind, isBar: self == .progressBar)
  }
}
