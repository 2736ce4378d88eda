import Checkpoints

extension RunIngredients {
  private static let (random, data, programs) = ("run/start/random", "run/start/data", "run/start/programs")

  func add(to checkpoint: inout Checkpoint) throws {
    try random.add(to: &checkpoint, as: Self.random)
    checkpoint.add(texts: [data.text, "\(data.batchCount)"], as: Self.data)
    checkpoint.add(texts: stepPrograms, as: Self.programs)
  }

  init(_ saved: SavedCheckpoint) throws {
    self.init(random: try RandomPlace(saved, from: Self.random))
    let texts = try saved.texts(Self.data)
    guard texts.count == 2, let count = Int(texts[1]), count >= 0 else { throw saved.malformed(Self.data) }
    data = DataDigest(text: texts[0], batchCount: count)
    for program in try saved.texts(Self.programs) { add(stepProgram: program) }
  }
}

extension RunFingerprint {
  private static let name = "run/fingerprint"

  func add(to checkpoint: inout Checkpoint) { checkpoint.add(texts: entries.flatMap { [$0.name, $0.value] }, as: Self.name) }

  init(_ saved: SavedCheckpoint) throws {
    let texts = try saved.texts(Self.name)
    guard let rows = texts.rows(of: 2, count: texts.count / 2) else { throw saved.malformed(Self.name) }
    entries = rows.map(Array.init).map { Entry(name: $0[0], value: $0[1]) }
  }
}
