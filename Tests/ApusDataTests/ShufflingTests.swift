import ApusData
import Testing

struct ShufflingTests {
  @Test(arguments: [0, 1, 2, 3, 100, 1_000])
  func everyOrderHasEverySampleOnce(count: Int) {
    for epoch in 0..<3 { #expect(Shuffling.order(count: count, seed: 7, epoch: epoch).sorted() == Array(0..<count)) }
  }

  /// A change of these numbers changes the bits of every training run.
  @Test func theOrderOfASeedNeverChanges() {
    #expect(Shuffling.order(count: 10, seed: 0, epoch: 0) == [5, 6, 1, 8, 7, 4, 3, 9, 0, 2])
    #expect(Shuffling.order(count: 10, seed: 42, epoch: 3) == [2, 9, 0, 4, 6, 8, 7, 1, 5, 3])
  }

  @Test func epochsAndSeedsHaveOrdersOfTheirOwn() {
    let orders = (0..<4).flatMap { seed in (0..<4).map { Shuffling.order(count: 50, seed: seed, epoch: $0) } }
    #expect(Set(orders).count == 16)
  }

  @Test func everySampleIsAsLikelyAtEveryPlace() {
    let count = 5, draws = 20_000
    var seen = [[Int]](repeating: [Int](repeating: 0, count: count), count: count)
    for epoch in 0..<draws {
      for (place, sample) in Shuffling.order(count: count, seed: 3, epoch: epoch).enumerated() { seen[place][sample] += 1 }
    }
    // 4,000 expected with a standard deviation of 57: six of them.
    for counts in seen { for number in counts { #expect(abs(number - draws / count) < 340) } }
  }
}
