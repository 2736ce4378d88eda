import ApusData
import Testing

struct EpochsTests {
  private let inputs = Tensor<Float>(shape: [10, 2], scalars: (0..<20).map(Float.init))
  private let targets = Tensor<Int32>(shape: [10], scalars: (0..<10).map(Int32.init))

  @Test func everyEpochHasAllSamplesAndAShorterLastBatch() throws {
    for epoch in Epochs(inputs: inputs, targets: targets, batchSize: 4, seed: 5).prefix(3) {
      let batches = try epoch.collected()
      #expect(batches.map(\.data.shape) == [[4, 2], [4, 2], [2, 2]])
      #expect((0..<3).map(epoch.sampleCount(at:)) == [4, 4, 2])
      let labels = try batches.flatMap { try $0.label.readScalars() }
      #expect(labels.sorted() == Array(0..<10))
      // Row i is [2i, 2i + 1]: inputs and targets stay together.
      #expect(try batches.flatMap { try $0.data.readScalars() } == labels.flatMap { [Float(2 * $0), Float(2 * $0 + 1)] })
    }
  }

  @Test func theLastPartialBatchIsDroppedOnDemand() throws {
    var epochs = Epochs(inputs: inputs, targets: targets, batchSize: 4)
    epochs.dropsLastPartialBatch = true
    let epoch = epochs.batches(ofEpoch: 0)
    #expect(epoch.count == 2)
    #expect(epoch.sampleCount == 8)
    #expect(try epoch.collected().map(\.label.shape) == [[4], [4]])
  }

  @Test func samplesMayDependOnTheEpoch() throws {
    let epochs = Epochs<[Int], Int>(sampleCount: 3, batchSize: 2, seed: nil) { samples, epoch in LabeledData(data: samples, label: epoch) }
    #expect(try epochs.batches(ofEpoch: 4).collected().map(\.label) == [4, 4])
    #expect(try epochs.prefix(2).flatMap { try $0.collected().map(\.label) } == [0, 0, 1, 1])
    #expect(try epochs.batches(ofEpoch: 4).batch(at: 1).data == [2])
  }

  @Test func withoutASeedTheSamplesKeepTheirOrder() throws {
    let epoch = Epochs(inputs: inputs, targets: targets, batchSize: 3, seed: nil).batches(ofEpoch: 4)
    #expect(try epoch.collected().flatMap { try $0.label.readScalars() } == Array(0..<10))
  }

  @Test func aBatchIsTheSameWheneverItIsMade() throws {
    let epochs = Epochs(inputs: inputs, targets: targets, batchSize: 4, seed: 11)
    var iterator = epochs.makeIterator()
    iterator.epoch = 2
    let epoch = iterator.next()
    let late = try #require(epoch).batch(at: 1)
    #expect(try late.label.readScalars() == epochs.batches(ofEpoch: 2).batch(at: 1).label.readScalars())
    #expect(iterator.epoch == 3)
  }

  @Test func anIteratorOfBatchesGoesOnFromAPosition() throws {
    let batches = Epochs(inputs: inputs, targets: targets, batchSize: 4, seed: 11).batches(ofEpoch: 0)
    var iterator = batches.makeIterator()
    iterator.position = 2
    let (third, fourth) = (iterator.next(), iterator.next())
    #expect(try #require(third).label.readScalars() == batches.batch(at: 2).label.readScalars())
    #expect(fourth == nil)
  }

  @Test func samplesAreCollatedIntoBatches() throws {
    let samples = (0..<5).map { LabeledData(data: Tensor<Float>([Float($0)]), label: Tensor<Int32>(shape: [], scalars: [Int32($0)])) }
    let epoch = Epochs(samples: samples, batchSize: 2, seed: nil).batches(ofEpoch: 0)
    #expect(try epoch.collected().map { try $0.label.readScalars() } == [[0, 1], [2, 3], [4]])
  }

  @Test func dataThatCannotBeReadThrowsAtTheFirstBatch() {
    struct Unreadable: Error, Equatable {}
    let epochs = Epochs<Tensor<Float>, Tensor<Int32>>(failingWith: Unreadable())
    #expect(throws: Unreadable()) { try epochs.batches(ofEpoch: 0).batch(at: 0) }
    #expect(throws: Unreadable()) { try epochs.batches(ofEpoch: 3).collected() }
    #expect(epochs.error is Unreadable)
  }

  @Test func tensorsThatDoNotBelongTogetherMakeEpochsThatThrow() {
    let epochs = Epochs(inputs: inputs, targets: Tensor<Int32>([1, 2, 3]), batchSize: 4)
    #expect("\(String(describing: epochs.error))".contains("10 inputs and 3 targets"))
    #expect(Epochs(inputs: Tensor<Float>(5), targets: targets, batchSize: 4).error != nil)
    #expect(Epochs(inputs: inputs + Tensor<Float>([1, 2, 3]), targets: targets, batchSize: 4).error is Diagnosis)
  }

  @Test func batchesThatCannotBeAreErrors() {
    let epochs = Epochs(inputs: inputs, targets: targets, batchSize: 4)
    #expect(throws: Mistake.self) { try epochs.batches(ofEpoch: 0).batch(at: 3) }
    #expect(throws: Mistake.self) { try epochs.batches(ofEpoch: 0).batch(at: -1) }
    #expect("\(String(describing: Epochs(inputs: inputs, targets: targets, batchSize: 0).error))".contains("batches of 0"))
  }

  @Test func noSamplesMakeNoBatches() throws {
    let epochs = Epochs(inputs: Tensor<Float>(shape: [0, 2], scalars: []), targets: Tensor<Int32>(shape: [0], scalars: []), batchSize: 4)
    #expect(epochs.batches(ofEpoch: 0).count == 0)
    #expect(try epochs.batches(ofEpoch: 0).collected().isEmpty)
  }
}
