import ApusData
import Foundation
import Testing

/// Where the elements of datasets come from.
@Suite struct SourceTests {
  private let inputs = Tensor<Float>(shape: [5, 2], scalars: (0..<10).map(Float.init))
  private let targets = Tensor<Int32>([0, 1, 2, 3, 4])

  @Test func aTensorIsSlicedAlongItsFirstAxis() throws {
    let slices = Dataset(slicing: inputs)
    #expect(slices.count == 5)
    #expect(try slices.collected()[3] == Tensor<Float>([6, 7]))
    #expect(try Dataset(slicing: targets).collected()[2] == Tensor<Int32>(shape: [], scalars: [2]))
    try slices.shuffled(seed: 1).batched(2).checkResuming()
  }

  @Test func slicesOfTwoTensorsStayTogether() throws {
    for batch in try Dataset(inputs: inputs, targets: targets).shuffled(seed: 3).batched(2).collected() {
      let labels = try batch.label.readScalars()
      #expect(try batch.data.readScalars() == labels.flatMap { [Float(2 * $0), Float(2 * $0 + 1)] })
    }
    let pairs = Dataset(slicing: inputs, targets)
    #expect(try pairs.collected().map { $0.0[0].scalarized() + Float($0.1.scalarized()) } == [0, 3, 6, 9, 12])
    try pairs.checkResuming()
  }

  @Test func tensorsThatDoNotFitThrowWithTheUsersLine() throws {
    let line = #line + 1
    let dataset = Dataset(inputs: inputs, targets: Tensor<Int32>([1, 2]))
    let error = #expect(throws: Diagnosis.self) { try dataset.collected() }
    #expect(error?.site?.line == line)
    #expect(error?.mistake.title.contains("5 inputs and 2 targets") == true)
    #expect(throws: Diagnosis.self) { try Dataset(slicing: Tensor<Float>(1)).collected() }
    #expect(throws: Diagnosis.self) { try Dataset(slicing: inputs + Tensor<Float>([1, 2, 3])).collected() }
  }

  @Test func batchesOfSlicesAreThoseOfEpochs() throws {
    let epochs = Epochs(inputs: inputs, targets: targets, batchSize: 2, seed: 9)
    let dataset = Dataset(inputs: inputs, targets: targets).shuffled(seed: 9).batched(2)
    for epoch in 0..<3 {
      let expected = try epochs.batches(ofEpoch: epoch).collected()
      let found = try dataset.collected(epoch: epoch)
      #expect(found.map(\.data) == expected.map(\.data) && found.map(\.label) == expected.map(\.label))
    }
  }

  @Test func aSequenceIsMadeAnewForEveryEpoch() throws {
    let powers = Dataset(sequence(first: 1) { $0 < 100 ? $0 * 2 : nil })
    #expect(try powers.collected() == [1, 2, 4, 8, 16, 32, 64, 128])
    #expect(powers.count == nil)
    let epochs = Dataset { epoch in (0..<3).map { 10 * epoch + $0 } }
    #expect(try epochs.collected(epoch: 2) == [20, 21, 22])
    try epochs.checkResuming()
  }

  @Test func anAsynchronousSequenceIsASourceAndADatasetIsOne() async throws {
    let numbers = Dataset<Int>(asynchronous: { epoch in
      AsyncStream { continuation in
        for number in 0..<5 { continuation.yield(epoch + number) }
        continuation.finish()
      }
    })
    var found: [Int] = []
    for try await number in numbers.epoch(3).async { found.append(number) }
    #expect(found == [3, 4, 5, 6, 7])
    try numbers.checkResuming()
  }

  @Test(arguments: ["", "\n"]) func linesOfATextAreRead(_ end: String) throws {
    try withTemporaryFolder { folder in
      let file = folder + "/text"
      try Data("first\r\n\nthird ä\nlast\(end)".utf8).write(to: URL(fileURLWithPath: file))
      let lines = try Dataset(linesOf: file)
      #expect(try lines.collected() == ["first", "", "third ä", "last"])
      try lines.shuffled(seed: 2).checkResuming()
      try Data().write(to: URL(fileURLWithPath: file))
      #expect(try Dataset(linesOf: file).collected() == [])
    }
    #expect(throws: PipelineError.self) { try Dataset(linesOf: "/nowhere/at all") }
  }

  @Test func longTextsAreGoneThroughInPieces() throws {
    try withTemporaryFolder { folder in
      let file = folder + "/text"
      let lines = (0..<300_000).map { "line \($0)" }
      try Data(lines.joined(separator: "\n").utf8).write(to: URL(fileURLWithPath: file))
      #expect(try Dataset(linesOf: file).collected() == lines)
    }
  }

  @Test func rowsOfATableAreElements() throws {
    try withTemporaryFolder { folder in
      let file = folder + "/cars.csv"
      try Data("weight,power,use\n1.5,80,5\n2,100,\n".utf8).write(to: URL(fileURLWithPath: file))
      let rows = try Dataset(rowsOf: Table(contentsOfCSV: file)).collected()
      #expect(rows.map { $0["power"] } == [.integer(80), .integer(100)])
      let cars = try Dataset(contentsOfCSV: file, inputs: ["power", "weight"], targets: ["use"]).collected()
      #expect(cars.map(\.data) == [Tensor([80, 1.5]), Tensor([100, 2])])
      #expect(try cars[0].label == Tensor([5]) && cars[1].label.readScalars()[0].isNaN)
      #expect(throws: DataError.noColumn("speed", columns: ["weight", "power", "use"])) {
        try Dataset(contentsOfCSV: file, inputs: ["speed"], targets: ["use"])
      }
    }
  }

  @Test func imageBytesMakeTheBatchesOfEpochs() throws {
    let (pixels, labels) = ((0..<6 * 12).map { UInt8($0) }, (0..<6).map { UInt8($0) })
    let normalization = ImageNormalization(mean: [0.5, 0.4, 0.3], standardDeviation: [0.2, 0.3, 0.4])
    let epochs = Epochs(
      images: pixels, labels: labels, imageShape: [2, 2, 3], normalization: normalization, augmentation: .cropAndFlip, batchSize: 4, seed: 5
    )
    let images = Dataset(
      images: pixels, labels: labels, imageShape: [2, 2, 3], normalization: normalization, augmentation: .cropAndFlip, seed: 5)
    let dataset = images.shuffled(seed: 5).batched(4)
    for epoch in 0..<2 {
      #expect(try dataset.collected(epoch: epoch).map(\.data) == epochs.batches(ofEpoch: epoch).collected().map(\.data))
    }
    // One after the other they are the same as together.
    #expect(try images.map { $0 }.batched(6).collected()[0].data == images.batched(6).collected()[0].data)
    try dataset.checkResuming()
    #expect(throws: Diagnosis.self) { try Dataset(images: [1], labels: [1], imageShape: [2]).collected() }
  }
}
