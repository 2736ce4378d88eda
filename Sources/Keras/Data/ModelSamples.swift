/// Samples in host memory, cut into batches.
struct ModelSamples {
  private let inputs, targets: [TensorRows]
  private let rows: Range<Int>

  /// - Throws: the diagnosis of data that cannot be read; `KerasError` for different numbers of samples.
  init(_ inputs: [AnyTensor], _ targets: [AnyTensor]) throws {
    do {
      self.inputs = try inputs.map { try TensorRows($0.node, function: "Model") }
      self.targets = try targets.map { try TensorRows($0.node, function: "Model") }
    } catch let mistake as Mistake {
      throw Node.poisoned(mistake).diagnosis ?? Diagnosis(mistake)
    }
    let counts = (self.inputs + self.targets).map(\.count)
    guard let count = counts.first, counts.allSatisfy({ $0 == count }) else { throw KerasError.sampleCounts(counts) }
    rows = 0..<count
  }

  private init(_ all: ModelSamples, _ rows: Range<Int>) { (inputs, targets, self.rows) = (all.inputs, all.targets, rows) }

  /// The samples but for a share of them, and that share, which lies at the end; no second part if the share is 0.
  func split(_ share: Double) throws -> (ModelSamples, ModelSamples?) {
    if share == 0 { return (self, nil) }
    let first = (0..<1).contains(share) ? Int(Double(rows.count) * (1 - share)) : 0
    guard first > 0, first < rows.count else { throw KerasError.validationSplit(share, sampleCount: rows.count) }
    return (ModelSamples(self, 0..<first), ModelSamples(self, first..<rows.count))
  }

  func epochs(_ batchSize: Int, seed: UInt64?) -> Model.Batches {
    let (inputs, targets, start) = (inputs, targets, rows.lowerBound)
    return Epochs(sampleCount: rows.count, batchSize: batchSize, seed: seed) { samples in
      let rows = start == 0 ? samples : samples.map { $0 + start }
      func gathered(_ sources: [TensorRows]) throws -> [AnyTensor] { try sources.map { AnyTensor(.leaf(try $0.gather(rows))) } }
      return LabeledData(data: try gathered(inputs), label: try gathered(targets))
    }
  }

  /// All samples as one batch.
  func wholeEpochs() -> Model.Batches { epochs(max(rows.count, 1), seed: nil) }
}

extension LabeledData where Data: ModelData, Label: ModelData {
  var asModelData: LabeledData<[AnyTensor], [AnyTensor]> {
    LabeledData<[AnyTensor], [AnyTensor]>(data: data.modelTensors, label: label.modelTensors)
  }
}

extension Epochs where Input: ModelData, Target: ModelData {
  /// The same epochs, of lists of tensors.
  var asModelData: Model.Batches {
    error.map { Epochs<[AnyTensor], [AnyTensor]>(failingWith: $0) } ?? Epochs<[AnyTensor], [AnyTensor]>(dataset.map(\.asModelData))
  }
}

extension Epochs where Input == [AnyTensor], Target == [AnyTensor] {
  /// Epochs of batches that are kept.
  ///
  /// - Throws: `KerasError.nothing` without any.
  init<X: ModelData, Y: ModelData>(collecting batches: some Sequence<LabeledData<X, Y>>) throws {
    let batches = batches.map(\.asModelData)
    let sizes = batches.map { $0.data.first?.shape.first ?? 0 }
    guard let size = sizes.first, size > 0 else { throw KerasError.nothing("batches to go through") }
    if sizes.dropLast().allSatisfy({ $0 == size }), let last = sizes.last, (1...size).contains(last) {
      self.init(sampleCount: sizes.reduce(0, +), batchSize: size, seed: nil) { samples in batches[(samples.first ?? 0) / size] }
    } else {
      self.init(Dataset(batches))
    }
  }
}

extension Context {
  /// A seed for the order of samples, which follows from the context's seed and how often something was drawn.
  func nextShufflingSeed() -> UInt64 { RandomKey(seed: nil).word }
}
