import Checkpoints

/// What callbacks remember, in a checkpoint: the names of callbacks and keys are texts, because they may be anything.
extension TrainingState {
  private static let prefix = "run/state/"

  func add(to checkpoint: inout Checkpoint) throws {
    var (numberNames, texts, tensorNames): ([String], [String], [String]) = ([], [], [])
    var (numbers, allTensors): ([Double], [AnyTensor]) = ([], [])
    for (section, content) in sections.sorted(by: { $0.key < $1.key }) {
      for (key, value) in content.values.sorted(by: { $0.key < $1.key }) {
        switch value {
        case .number(let number):
          numberNames += [section, key]
          numbers.append(number)
        case .text(let text): texts += [section, key, text]
        case .tensors(let tensors):
          tensorNames += [section, key, "\(tensors.count)"]
          allTensors += tensors
        }
      }
    }
    checkpoint.add(texts: numberNames, as: Self.prefix + "numberNames")
    try checkpoint.add(numbers, as: Self.prefix + "numbers")
    checkpoint.add(texts: texts, as: Self.prefix + "texts")
    checkpoint.add(texts: tensorNames, as: Self.prefix + "tensorNames")
    try checkpoint.add(allTensors, as: Self.prefix + "tensors")
  }

  init(_ saved: SavedCheckpoint) throws {
    self.init()
    let numbers = try saved.numbers(Self.prefix + "numbers", of: Double.self)
    for (names, number) in zip(try Self.rows("numberNames", of: 2, saved), numbers) { self[names[0]][number: names[1]] = number }
    for row in try Self.rows("texts", of: 3, saved) { self[row[0]][text: row[1]] = row[2] }
    var rest = try saved.tensors(Self.prefix + "tensors")[...]
    for row in try Self.rows("tensorNames", of: 3, saved) {
      guard let count = Int(row[2]), (0...rest.count).contains(count) else { throw saved.malformed(Self.prefix + "tensorNames") }
      self[row[0]][tensors: row[1]] = Array(rest.prefix(count))
      rest = rest.dropFirst(count)
    }
  }

  private static func rows(_ name: String, of width: Int, _ saved: SavedCheckpoint) throws -> [[String]] {
    let texts = try saved.texts(prefix + name)
    guard let rows = texts.rows(of: width, count: texts.count / width) else { throw saved.malformed(prefix + name) }
    return rows.map(Array.init)
  }
}
