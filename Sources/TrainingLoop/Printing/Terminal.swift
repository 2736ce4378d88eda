import Foundation

/// Standard output, if it is a terminal.
package struct Terminal: Sendable {
  package let color: TerminalColor

  /// `nil` if standard output is a file or a pipe.
  package init?() {
    guard isatty(STDOUT_FILENO) == 1 else { return nil }
    color = TerminalColor(isTerminal: true, environment: ProcessInfo.processInfo.environment)
  }

  /// How many columns a line has.
  package var width: Int {
    var size = winsize()
    return ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0 ? Int(size.ws_col) : 80
  }

  /// Puts `line` in the place of the line that the cursor is on.
  package func redraw(_ line: String) { Self.write("\r\(line)\u{1B}[K") }

  /// Prints at once, in order with what `print` has printed.
  package static func write(_ text: String) {
    print(text, terminator: "")
    fflush(nil)
  }
}
