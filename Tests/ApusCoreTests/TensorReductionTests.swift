import ApusCore
import Testing

/// Reductions against NumPy 2 in double precision.
@Suite struct TensorReductionTests {
  let x = Tensor<Double>([[[1, 5, 2], [4, 3, 6]], [[9, 7, 8], [0, -1, -2]]])

  @Test func reducesAllElements() throws {
    try expectClose(x.sum(), [42])
    try expectClose(x.mean(), [3.5])
    try expectClose(x.product(), [0])
    try expectClose(x.max(), [9])
    try expectClose(x.min(), [-2])
    try expectClose(x.variance(), [11.916666666666666], tolerance: 1e-14)
    try expectClose(x.standardDeviation(), [3.452052529534663], tolerance: 1e-14)
    try expectClose(x.logSumExp(), [9.458669001155853], tolerance: 1e-14)
    #expect(try x.argmax().readScalars() == [6])
    #expect(try x.argmin().readScalars() == [11])
    #expect(x.sum().shape == [])
  }

  @Test func reducesOneAxis() throws {
    try expectClose(x.sum(squeezingAxes: 2), [8, 13, 24, -3])
    try expectClose(x.mean(squeezingAxes: 1), [2.5, 4, 4, 4.5, 3, 3])
    try expectClose(x.product(squeezingAxes: 0), [9, 35, 16, 0, -3, -12])
    try expectClose(x.max(squeezingAxes: 0), [9, 7, 8, 4, 3, 6])
    try expectClose(x.min(squeezingAxes: -1), [1, 3, 7, -2])
    try expectClose(x.variance(squeezingAxes: 2), [2.8888888888888893, 1.5555555555555554, 0.6666666666666666, 0.6666666666666666])
    try expectClose(x.standardDeviation(squeezingAxes: 1), [1.5, 1, 2, 4.5, 4, 5])
    try expectClose(
      x.logSumExp(squeezingAxes: 2), [5.065883903757429, 6.169846019556285, 9.40760596444438, 0.4076059644443804], tolerance: 1e-14)
    #expect(try x.argmax(squeezingAxis: 0).readScalars() == [1, 1, 1, 0, 0, 0])
    #expect(try x.argmin(squeezingAxis: -1).readScalars() == [0, 1, 1, 2])
  }

  @Test func reducesSeveralAxes() throws {
    try expectClose(x.sum(squeezingAxes: [0, 2]), [32, 10])
    try expectClose(x.mean(squeezingAxes: -1, 0), [5.333333333333333, 1.6666666666666667])
    try expectClose(x.product(squeezingAxes: 0, 2), [5040, 0])
    try expectClose(x.variance(squeezingAxes: [0, -1]), [8.888888888888888, 8.222222222222221])
    try expectClose(x.logSumExp(squeezingAxes: 0, 2), [9.42053610652376, 6.172985148167254], tolerance: 1e-14)
  }

  @Test func alongAxesKeepsThem() throws {
    #expect(x.sum(alongAxes: 0, 2).shape == [1, 2, 1])
    #expect(x.mean(alongAxes: [1]).shape == [2, 1, 3])
    #expect(x.max(alongAxes: -1).shape == [2, 2, 1])
    #expect(x.min(alongAxes: 0).shape == [1, 2, 3])
    #expect(x.product(alongAxes: 1).shape == [2, 1, 3])
    #expect(x.variance(alongAxes: 1).shape == [2, 1, 3])
    #expect(x.standardDeviation(alongAxes: 1).shape == [2, 1, 3])
    #expect(x.logSumExp(alongAxes: 1).shape == [2, 1, 3])
    try expectClose(x.sum(alongAxes: [0, 2]), [32, 10])
  }

  @Test func momentsAreMeanAndVariance() throws {
    let all = x.moments(), rows = x.moments(squeezingAxes: 2), kept = x.moments(alongAxes: [0, 1])
    #expect(all.mean == x.mean() && all.variance == x.variance())
    #expect(rows.mean == x.mean(squeezingAxes: 2) && rows.variance == x.variance(squeezingAxes: 2))
    #expect(kept.mean.shape == [1, 1, 3])
    try expectClose(kept.variance, try x.variance(squeezingAxes: [0, 1]).readScalars())
  }

  @Test func allAndAnyFoldTruth() throws {
    let mask = Tensor<Bool>(shape: [2, 2], scalars: [true, false, true, true])
    #expect(!mask.all() && mask.any())
    #expect(try mask.all(squeezingAxes: 1).readScalars() == [false, true])
    #expect(try mask.any(squeezingAxes: -1).readScalars() == [true, true])
    #expect(mask.all(alongAxes: 0).shape == [1, 2] && mask.any(alongAxes: 0, 1).shape == [1, 1])
    #expect(Tensor<Bool>(shape: [0], scalars: []).all() && !Tensor<Bool>(shape: [0], scalars: []).any())
  }

  @Test func logSumExpNeitherOverflowsNorInventsNaN() throws {
    try expectClose(Tensor<Double>([1000, 1000]).logSumExp(), [1000.6931471805599], tolerance: 1e-15)
    try expectClose(Tensor<Double>([-.infinity, -.infinity]).logSumExp(), [-.infinity])
    try expectClose(Tensor<Double>([.infinity, 1]).logSumExp(), [.infinity])
    try expectClose(Tensor<Double>([.nan, 1]).logSumExp(), [.nan])
  }

  @Test func bfloat16IsAddedUpInFloat() throws {
    // In BFloat16 itself the sum stays at 256, where 1 is lost.
    #expect(try Tensor<BFloat16>(ones: [1000]).mean().readScalars() == [1])
    #expect(try Tensor<BFloat16>(linearSpaceFrom: -1, to: 1, count: 1001).variance().readScalars() == [0.333984375])
  }

  @Test func integersAreSummedAndCompared() throws {
    let whole = Tensor<Int32>([[1, 2], [3, 4]])
    #expect(try whole.sum(squeezingAxes: 0).readScalars() == [4, 6])
    #expect(try whole.product().readScalars() == [24])
    #expect(try whole.max().readScalars() == [4])
  }

  @Test func reductionsOfNothing() throws {
    let empty = Tensor<Double>(zeros: [0, 2])
    try expectClose(empty.sum(squeezingAxes: 0), [0, 0])
    try expectClose(empty.mean(), [.nan])
    try expectClose(empty.logSumExp(squeezingAxes: 0), [-.infinity, -.infinity])
    #expect(try empty.sum(squeezingAxes: 1).readScalars() == [])
  }
}
