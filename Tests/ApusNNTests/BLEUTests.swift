import ApusNN
import Testing

@Suite struct BLEUTests {
  @Test func scoresAreThoseOfTheReference() throws {
    let rows = try MetricFixture.shared.get().bleu
    #expect(rows.count == 18)
    for row in rows {
      var score = BLEU<String>(order: row.order, isSmoothed: row.isSmoothed)
      for sentence in row.sentences { score.update(sentence.candidate, references: sentence.references) }
      #expect(abs(score.value - row.value) < 1e-12, "\(row)")
    }
  }

  @Test func nothingScoresNothing() {
    var score = BLEU<Int>()
    #expect(score.value == 0)
    score.update([], references: [[1, 2]])
    score.update([1, 2, 3], references: [])
    #expect(score.value == 0)
  }

  @Test func aPerfectTranslationScoresOneUntilTheReset() {
    var score = BLEU<Int>()
    score.update([1, 2, 3, 4, 5], references: [[1, 2, 3, 4, 5]])
    #expect(score.value == 1)
    score.reset()
    #expect(score.value == 0)
  }
}
