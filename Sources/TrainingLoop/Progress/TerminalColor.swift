/// How many colors a text may use.
package enum TerminalColor: Hashable, Sendable {
  /// No control codes at all: for files, logs and pipes.
  case none
  /// The 256 colors that nearly every terminal has.
  case palette
  /// 24 bits.
  case trueColor

  /// The colors that fit where a text goes.
  ///
  /// A text has colors only on a terminal, and never against the user's will: `NO_COLOR` set to anything
  /// (<https://no-color.org>) and `TERM=dumb` turn them off.
  package init(isTerminal: Bool, environment: [String: String]) {
    let isUnwanted = environment["NO_COLOR"].map { !$0.isEmpty } ?? false
    switch environment["COLORTERM"] {
    case _ where !isTerminal || isUnwanted || environment["TERM"] == "dumb": self = .none
    case "truecolor", "24bit": self = .trueColor
    default: self = .palette
    }
  }

  /// `text` in `ink`, or as it is where there are no colors.
  package func paint(_ text: String, _ ink: Ink) -> String {
    self == .none || text.isEmpty ? text : "\u{1B}[\(ink.rawValue)m\(text)\u{1B}[0m"
  }

  /// What a text is painted with: the terminal's own palette, so that it fits the user's theme.
  package enum Ink: String, Sendable {
    case bold = "1"
    case dim = "2"
    case red = "31"
    case green = "32"
    case boldGreen = "1;32"
  }
}
