/// One line of standard input.
enum Command: Equatable {
  case list
  case run(workload: String, stepCount: Int)
  case quit
  case unknown(String)

  init(_ line: String) {
    let words = line.split(separator: " ").map(String.init)
    switch words.first {
    case "list" where words.count == 1: self = .list
    case "quit" where words.count == 1: self = .quit
    case "run" where words.count == 3:
      guard let count = Int(words[2]), count > 0 else { fallthrough }
      self = .run(workload: words[1], stepCount: count)
    default: self = .unknown(line)
    }
  }
}
