import ApusData
import Testing

struct TrainingEpochsTests {
  @Test func everyBatchIsFullAndNoSampleComesTwice() {
    for epoch in TrainingEpochs(samples: 100..<110, batchSize: 4, seed: 1).prefix(3) {
      #expect(epoch.map(\.count) == [4, 4])
      let samples = epoch.flatMap { $0 }
      #expect(Set(samples).count == 8)
      #expect(samples.allSatisfy { (100..<110).contains($0) })
    }
  }

  @Test func theSameSeedGivesTheSameEpochs() {
    let epochs = { (seed: UInt64) in TrainingEpochs(samples: 0..<20, batchSize: 5, seed: seed).prefix(3).map { $0.map(Array.init) } }
    #expect(epochs(1) == epochs(1))
    #expect(epochs(1) != epochs(2))
  }

  @Test func settingTheEpochGoesOnFromThere() throws {
    var whole = TrainingEpochs(samples: 0..<20, batchSize: 5, seed: 9)
    _ = whole.next()
    _ = whole.next()
    var resumed = TrainingEpochs(samples: 0..<20, batchSize: 5, seed: 9)
    resumed.epoch = 2
    #expect(whole.epoch == 2)
    let (expected, found) = (whole.next(), resumed.next())
    #expect(try #require(found).map(Array.init) == #require(expected).map(Array.init))
  }
}
