import Apus

/// What a run has been made of so far, beside the machine: seeds, data, programs.
struct RunIngredients: Sendable {
  /// The place in the sequence of random numbers at which the run began.
  var random: RandomPlace
  var data = DataDigest()
  /// The digests of the programs of training steps, in the order of their first use: one, and one more for a last partial batch.
  private(set) var stepPrograms: [String] = []

  /// Those of a run that begins.
  init(random: RandomPlace = RandomPlace()) { self.random = random }

  mutating func add(stepProgram digest: String) {
    // Data of ever other shapes make ever other programs.
    if !stepPrograms.contains(digest), stepPrograms.count < 16 { stepPrograms.append(digest) }
  }
}
