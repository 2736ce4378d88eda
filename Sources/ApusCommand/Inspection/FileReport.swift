/// What is in a file: facts about all of it, and tables.
struct FileReport {
  enum Cell {
    case text(String)
    /// Texts that are shown whole, because a cut would hide some of them.
    case list([String])
    case number(Int)
    case bytes(Int)
    case shape([Int])
    /// A number of a run, such as a loss.
    case value(Float)
    case none
  }

  struct Table {
    /// What the rows are, as `tensors`.
    let title: String
    let columns: [String]
    let rows: [[Cell]]
  }

  let path: String
  let format: String
  /// Facts with their names, in the order in which they are to be read.
  var facts: [(name: String, value: Cell)] = []
  var tables: [Table] = []
}
