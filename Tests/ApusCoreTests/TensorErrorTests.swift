import ApusCore
import Testing

/// What users read when they make a mistake.
@Suite struct TensorErrorTests {
  static let x = Tensor<Float>([[1, 2, 3], [4, 5, 6]])

  static let texts: [(tensor: @Sendable () -> Diagnosis?, title: String)] = [
    ({ x.sum(squeezingAxes: 2).diagnosis }, "sum has no axis 2 to work along"),
    ({ x.mean(alongAxes: -3).diagnosis }, "mean has no axis -3 to work along"),
    ({ x.max(squeezingAxes: 0, -2).diagnosis }, "max: the axes [0, -2] repeat one"),
    ({ x.argmax(squeezingAxis: 5).diagnosis }, "argmax has no axis 5 to work along"),
    ({ softmax(x, alongAxis: 2).diagnosis }, "softmax has no axis 2 to work along"),
    ({ x.reshaped(to: [4, 2]).diagnosis }, "6 elements of shape [2, 3] cannot take the shape [4, 2], which has 8"),
    ({ x.expandingShape(at: 4).diagnosis }, "expandingShape has no axis 4 to work along"),
    ({ x.squeezingShape(at: 1).diagnosis }, "squeezingShape: axis 1 has 3 elements, not 1"),
    ({ x.split(count: 2, alongAxis: 1)[0].diagnosis }, "split: the 3 elements of axis 1 do not make 2 equal parts"),
    ({ x.split(sizes: [1, 2])[0].diagnosis }, "split: parts of [1, 2] elements do not fill axis 0, which has 2"),
    ({ x.unstacked(alongAxis: 2)[0].diagnosis }, "unstacked has no axis 2 to work along"),
    ({ x.tiled(multiples: [2]).diagnosis }, "tiled: [2] does not name one count, 0 or more, for each axis"),
    ({ x.transposed(permutation: 0, 0).diagnosis }, "transpose: [0, 0] does not name each axis once"),
    ({ x.broadcasted(to: [2]).diagnosis }, "the shapes of broadcast do not fit"),
    ({ (x .< Tensor([1, 2])).diagnosis }, "the shapes of compare do not fit"),
    ({ x[2].diagnosis }, "subscript: axis 0 has 2 elements, none at 2"),
    ({ x[0, -4].diagnosis }, "subscript: axis 1 has 3 elements, none at -4"),
    ({ x[0, 0, 0].diagnosis }, "subscript: 3 indices and ranges name more axes than there are"),
    ({ x[(0..<2) .. 0].diagnosis }, "subscript: the stride of axis 0 is 0"),
    ({ x[TensorRange.ellipsis, TensorRange.ellipsis].diagnosis }, "subscript: there is more than one `...`"),
    ({ matmul(x, x).diagnosis }, "the shapes of a matrix product do not fit"),
    ({ dot(x, x).diagnosis }, "the operand of dot has the wrong rank"),
    ({ Tensor(stacking: [x, x[0]]).diagnosis }, "the operands of stack differ"),
    ({ Tensor<Float>(zeros: [2, -1]).diagnosis }, "a tensor of shape [2, -1] cannot be made"),
    ({ Tensor<Float>(randomNormal: [-2]).diagnosis }, "a tensor of shape [-2] cannot be made: an extent is negative"),
    ({ Tensor<Float>(linearSpaceFrom: 0, to: 1, count: -1).diagnosis }, "Tensor(linearSpaceFrom:to:count:): -1 is no number of elements"),
    (
      { Tensor<Int32>(rangeFrom: 0, to: 1, stride: 0).diagnosis },
      "Tensor(rangeFrom:to:stride:): there is no range from 0 to 1 in steps of 0"
    ),
    ({ x.gathering(where: Tensor([true])).diagnosis }, "gathering: a mask of shape [1] does not fit along axis 0"),
    ({ Tensor<Float>(oneHotAtIndices: Tensor([0]), depth: 2, axis: 3).diagnosis }, "oneHot: a depth of 2 does not fit along axis 3"),
  ]

  @Test(arguments: texts.indices)
  func saysWhatIsWrong(_ index: Int) throws {
    let diagnosis = try #require(Self.texts[index].tensor())
    #expect("\(diagnosis)".hasPrefix("Apus: \(Self.texts[index].title)"), "\(diagnosis)")
  }

  @Test func namesTheLineOfTheMistake() throws {
    let line = #line + 1
    let wrong = relu(Self.x).sum(squeezingAxes: 7)
    let diagnosis = try #require(wrong.diagnosis)
    #expect(diagnosis.site?.line == line)
    #expect(diagnosis.site?.file.hasSuffix("ApusCoreTests/TensorErrorTests.swift") == true)
  }

  @Test func theFirstMistakeSpreads() throws {
    let wrong = Self.x[5], first = try #require(wrong.diagnosis)
    let later: [Diagnosis?] = [
      relu(wrong).diagnosis, softmax(wrong).diagnosis, wrong.sum(squeezingAxes: 3).diagnosis, (wrong .> 0).diagnosis,
      wrong.replacing(with: 0, where: Self.x .> 0).diagnosis, Self.x.replacing(with: wrong, where: Self.x .> 0).diagnosis,
      wrong[0, 1].diagnosis, wrong.reshaped(to: [2]).diagnosis, Self.x.reshaped(like: wrong).diagnosis, wrong.flattened().diagnosis,
      matmul(wrong, Self.x).diagnosis, matmul(Self.x, wrong).diagnosis, dot(Self.x[0], wrong).diagnosis, wrong.split(count: 2)[0].diagnosis,
      wrong.tiled(multiples: [2]).diagnosis, Tensor(stacking: [Self.x, wrong]).diagnosis, (Self.x ++ wrong).diagnosis,
      Tensor(zerosLike: wrong).diagnosis, Tensor<Int32>(wrong).diagnosis, wrong.variance().diagnosis, wrong.logSumExp().diagnosis,
      wrong.argmax().diagnosis, softplus(wrong).diagnosis, elu(wrong).diagnosis, wrong.clipped(min: 0, max: 1).diagnosis,
      wrong.isInfinite.diagnosis, wrong.gathering(atIndices: Tensor([0])).diagnosis, wrong.unbroadcasted(to: []).diagnosis,
      wrong.padded(forSizes: [(1, 1)]).diagnosis, wrong.expandingShape(at: 9).diagnosis, log1mexp(wrong).diagnosis,
    ]
    for diagnosis in later { #expect(diagnosis == first) }
    #expect(throws: first) { try wrong.readScalars() }
  }

  @Test func readingAMistakeEndsTheProcessWithItsText() async throws {
    let result = try #require(
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) { printAMistake() })
    let text = String(decoding: result.standardErrorContent, as: UTF8.self)
    #expect(text.contains("Apus: subscript: axis 0 has 2 elements, none at 5"))
    #expect(text.contains("TensorErrorTests.swift:"))
  }
}

private func printAMistake() { print(Tensor<Float>([1, 2])[5]) }
