/// One element of gnuplot's `plot` command, and the numbers that it reads.
struct PlotElement {
  /// Lines of a data block.
  let data: [String]
  /// What follows the name of the data block.
  let options: String
  let label: String
}
