import ApusData
import Testing

/// The examples of the documentation comments, with the results that stand there.
struct DocumentedExampleTests {
  @Test func aTableIsAppendedToAndPrinted() throws {
    var log = Table()
    log.append(["epoch": 0, "loss": 1.0])
    log.append(["epoch": 1, "loss": 0.71])
    #expect(
      "\(log)" == """
           epoch  loss
        0      0  1.00
        1      1  0.71
        """)
    #expect(try log["loss"] == [1.0, 0.71])
  }

  @Test func scalersScale() throws {
    let standard = try StandardScaler(fitting: [[1, 5], [3, 5]])
    #expect("\(standard.mean) \(standard.variance)" == "[2.0, 5.0] [1.0, 0.0]")
    #expect("\(try standard.transform([[5, 5]]))" == "[[3.0, 0.0]]")
    #expect("\(try MinMaxScaler(fitting: [[1], [3]]).transform([[2]]))" == "[[0.5]]")
  }

  @Test func theLegacyGeneratorDrawsAndASplitDivides() throws {
    var random = NumPyRandom(seed: 32)
    let x = random.normal(mean: 50, standardDeviation: 100, count: 200)
    #expect("\(x[0])" == "15.11055490105749")
    let (training, test) = try TrainTestSplit(count: 200, testShare: 0.2, seed: 7)(Tensor<Double>(x))
    #expect(training.shape == [160] && test.shape == [40])
  }
}
