/// Where a reader stands: numbers, and the places of the readers that it reads from.
///
/// There are no elements in it. What a reader holds back, as a shuffling buffer does, is read again (`Rereader`), so that any type of
/// element will do, and a place is small.
struct Place: Codable, Hashable, Sendable {
  /// Which reader's it is, so that the place of another pipeline is known as such.
  var stage: String
  var numbers: [Int] = []
  var parts: [Place] = []

  init(_ stage: String, _ numbers: [Int] = [], _ parts: [Place] = []) {
    (self.stage, self.numbers, self.parts) = (stage, numbers, parts)
  }

  /// The numbers, of which the first are those of a reader with this name, and none is negative.
  func numbers(of stage: String, atLeast count: Int, parts partCount: Int = 0) throws(PipelineError) -> [Int] {
    guard self.stage == stage else { throw .otherPipeline(expected: stage, found: self.stage) }
    guard numbers.count >= count, numbers.allSatisfy({ $0 >= 0 }), parts.count == partCount else {
      throw .malformedState(stage: stage)
    }
    return numbers
  }
}
