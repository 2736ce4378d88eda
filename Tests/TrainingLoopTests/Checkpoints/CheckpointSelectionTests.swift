import Testing

import TrainingLoop

struct CheckpointSelectionTests {
  private func deleted(_ values: [Float?], keeping count: Int, best: MonitoredQuantity?) -> (deleted: [[Int]], kept: [Int]) {
    var selection = CheckpointSelection(keeping: count, best: best)
    let deleted = values.enumerated().map { selection.add(step: $0.offset, value: $0.element) }
    return (deleted, selection.entries.map(\.step))
  }

  @Test func theNewestAndTheBestAreKept() {
    let (deleted, kept) = deleted([0.5, 0.3, 0.4, 0.6, 0.2, 0.3, 0.3], keeping: 2, best: .validationLoss)
    #expect(deleted == [[], [], [0], [], [1, 2], [3], []])
    #expect(kept == [4, 5, 6])
  }

  @Test func withoutAQuantityOnlyTheNewestAre() {
    let (deleted, kept) = deleted([nil, nil, nil, nil], keeping: 2, best: nil)
    #expect(deleted == [[], [], [0], [1]])
    #expect(kept == [2, 3])
  }

  @Test func theLastOneIsNeverDeleted() {
    let (deleted, kept) = deleted([0.1, .nan, 5], keeping: 0, best: .loss)
    #expect(deleted == [[], [], [1]])
    #expect(kept == [0, 2])
  }

  @Test func ofEqualOnesTheOlderIsTheBestAndWhatIsNoNumberNever() {
    var selection = CheckpointSelection(keeping: 1, best: .validationAccuracy)
    for (step, value) in [(1, Float.nan), (2, 0.5), (3, 0.5), (4, nil)] as [(Int, Float?)] { _ = selection.add(step: step, value: value) }
    #expect(selection.best?.step == 2)
    #expect(selection.entries.map(\.step) == [2, 4])
  }

  @Test func aCheckpointOfTheSameStepTakesThePlaceOfTheOther() {
    var selection = CheckpointSelection(keeping: 3, best: .loss, entries: [.init(step: 7, value: 1), .init(step: 3, value: 2)])
    #expect(selection.add(step: 7, value: 3) == [])
    #expect(selection.entries == [.init(step: 3, value: 2), .init(step: 7, value: 3)])
    #expect(selection.best?.step == 3)
  }
}
