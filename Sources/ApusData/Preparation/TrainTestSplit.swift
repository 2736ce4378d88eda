/// Samples put apart by chance, some to train with and some to test with.
///
///     let split = try TrainTestSplit(count: 200, testShare: 0.2, seed: 7)
///     let (xTraining, xTest) = try split(x)   // 160 and 40 samples
///     let (yTraining, yTest) = try split(y)   // those that belong to them
///
/// The samples are those of scikit-learn's `train_test_split(x, y, test_size=testShare, random_state=seed)`, in the same order.
public struct TrainTestSplit: Equatable, Sendable {
  /// The places of the samples to train with.
  public let training: [Int]
  /// The places of the samples to test with.
  public let test: [Int]

  /// - Parameters:
  ///   - count: of all samples.
  ///   - testShare: between 0 and 1; the number of test samples is rounded up.
  /// - Throws: a ``DataError`` if one of the parts would be empty.
  public init(count: Int, testShare: Double = 0.25, seed: UInt32) throws(DataError) {
    guard testShare > 0, testShare < 1, count > 1 else { throw .testShare(testShare, samples: count) }
    let testCount = Int((testShare * Double(count)).rounded(.up))
    guard testCount < count else { throw .testShare(testShare, samples: count) }
    var random = NumPyRandom(seed: seed)
    let order = random.permutation(count)
    test = Array(order[..<testCount])
    training = Array(order[testCount...])
  }

  /// The two parts of an array.
  public func callAsFunction<Element>(_ samples: [Element]) throws(DataError) -> (training: [Element], test: [Element]) {
    try check(samples.count)
    return (training.map { samples[$0] }, test.map { samples[$0] })
  }

  /// The two parts of a tensor along its first axis.
  public func callAsFunction<Scalar: TensorNumber>(_ samples: Tensor<Scalar>) throws -> (training: Tensor<Scalar>, test: Tensor<Scalar>) {
    let shape = try samples.evaluated().shape
    try check(shape.first ?? 0)
    func part(_ places: [Int]) -> Tensor<Scalar> { samples.gathering(atIndices: Tensor(places.map { Int32($0) })) }
    return (part(training), part(test))
  }

  private func check(_ count: Int) throws(DataError) {
    guard count == training.count + test.count else { throw .sampleCount(expected: training.count + test.count, found: count) }
  }
}
