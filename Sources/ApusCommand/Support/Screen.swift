import TrainingLoop

/// Where a report goes: colors and width of the terminal, or of a page where there is none.
struct Screen {
  let color: TerminalColor
  let columns: Int

  init() {
    let terminal = Terminal()
    color = terminal?.color ?? .none
    columns = terminal?.width ?? 120
  }
}
