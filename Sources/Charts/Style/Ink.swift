/// The colours of everything that is not data, in the order of their weight, as gnuplot writes them.
enum Ink {
  static let text = "rgb \"#262626\""
  static let ticks = "rgb \"#404040\""
  static let border = "rgb \"#808080\""
  static let box = "rgb \"#D9D9D9\""
  static let grid = "rgb \"#E4E4E4\""
  static let paper = "rgb \"#FFFFFF\""
}
