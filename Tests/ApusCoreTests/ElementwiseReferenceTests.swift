import ApusCore
import Testing

/// Functions of single elements against PyTorch's; see `References/functions/make-elementwise.py`.
@Suite struct ElementwiseReferenceTests {
  static let reference = ReferenceCase.read("elementwise.json")

  static let special: [ReferenceRow] = [
    ReferenceRow("erfc", { [erfc($0[0])] }, float: { [erfc($0[0])] }),
    ReferenceRow("erfInv", { [erfInv($0[0])] }, float: { [erfInv($0[0])] }),
    ReferenceRow("logGamma", { [logGamma($0[0])] }, float: { [logGamma($0[0])] }),
    ReferenceRow("digamma", { [digamma($0[0])] }, float: { [digamma($0[0])] }),
    ReferenceRow("polygamma 1", { [polygamma(1, $0[0])] }, float: { [polygamma(1, $0[0])] }),
    ReferenceRow("polygamma 3", { [polygamma(3, $0[0])] }, float: { [polygamma(3, $0[0])] }),
    ReferenceRow("normalDistribution", { [normalDistribution($0[0])] }, float: { [normalDistribution($0[0])] }),
    ReferenceRow("sinc", { [sinc($0[0])] }, float: { [sinc($0[0])] }),
    ReferenceRow("logit", { [logit($0[0])] }, float: { [logit($0[0])] }),
    ReferenceRow("logAddExp", { [logAddExp($0[0], $0[1])] }, float: { [logAddExp($0[0], $0[1])] }),
    ReferenceRow("xlogy", { [xlogy($0[0], $0[1])] }, float: { [xlogy($0[0], $0[1])] }),
    ReferenceRow("xlog1py", { [xlog1py($0[0], $0[1])] }, float: { [xlog1py($0[0], $0[1])] }),
  ]

  static let powers: [ReferenceRow] = [
    ReferenceRow("exp10", { [exp10($0[0])] }, float: { [exp10($0[0])] }),
    ReferenceRow("pow -3", { [pow($0[0], Int(-3))] }, float: { [pow($0[0], Int(-3))] }),
    ReferenceRow("root 3", { [root($0[0], 3)] }, float: { [root($0[0], 3)] }),
    ReferenceRow("root 4", { [root($0[0], 4)] }, float: { [root($0[0], 4)] }),
    ReferenceRow("root -2", { [root($0[0], -2)] }, float: { [root($0[0], -2)] }),
    ReferenceRow("reciprocal", { [reciprocal($0[0])] }, float: { [reciprocal($0[0])] }),
    ReferenceRow("hypot", { [hypot($0[0], $0[1])] }, float: { [hypot($0[0], $0[1])] }),
    ReferenceRow("lerp", { [lerp($0[0], $0[1], weight: $0[2])] }, float: { [lerp($0[0], $0[1], weight: $0[2])] }),
  ]

  static let bent: [ReferenceRow] = [
    ReferenceRow("trunc", { [trunc($0[0])] }, float: { [trunc($0[0])] }),
    ReferenceRow("frac", { [frac($0[0])] }, float: { [frac($0[0])] }),
    ReferenceRow("floorRemainder", { [floorRemainder($0[0], $0[1])] }, float: { [floorRemainder($0[0], $0[1])] }),
    ReferenceRow("floorDivide", { [floorDivide($0[0], $0[1])] }, float: { [floorDivide($0[0], $0[1])] }),
    ReferenceRow("hardTanh", { [hardTanh($0[0], max: 0.5)] }, float: { [hardTanh($0[0], max: 0.5)] }),
    ReferenceRow("hardShrink", { [hardShrink($0[0])] }, float: { [hardShrink($0[0])] }),
    ReferenceRow("softShrink", { [softShrink($0[0])] }, float: { [softShrink($0[0])] }),
    ReferenceRow("tanhShrink", { [tanhShrink($0[0])] }, float: { [tanhShrink($0[0])] }),
    ReferenceRow("threshold", { [threshold($0[0], 0.3, value: -7)] }, float: { [threshold($0[0], 0.3, value: -7)] }),
    ReferenceRow("celu", { [celu($0[0], alpha: 0.5)] }, float: { [celu($0[0], alpha: 0.5)] }),
    ReferenceRow("glu", { [glu($0[0])] }, float: { [glu($0[0])] }),
  ]

  static let rows = special + powers + bent

  @Test(arguments: rows)
  func outputsAndGradientsAreThoseOfPyTorch(_ row: ReferenceRow) throws { try row.check(Self.reference.get()[row.name]) }

  @Test func everyReferenceHasItsRow() throws {
    #expect(try Set(Self.reference.get().keys) == Set(Self.rows.map(\.name)))
  }

  @Test func notANumberStaysWhatItIs() throws {
    let nan = Tensor<Float>([.nan])
    for function in [erfc, erfInv, logGamma, digamma, sinc, logit, trunc, frac, tanhShrink] as [(Tensor<Float>) -> Tensor<Float>] {
      #expect(function(nan).isNaN.all())
    }
    #expect(hardTanh(nan).isNaN.all() && hardShrink(nan).isNaN.all() && threshold(nan, 0, value: 1).isNaN.all())
  }

  @Test func endsOfTheRange() {
    #expect(erfInv(Tensor<Double>([-1, 1])).scalars == [-.infinity, .infinity])
    #expect(erfInv(Tensor<Double>([2])).isNaN.all())
    #expect(logit(Tensor<Float>([0, 1])).scalars == [-.infinity, .infinity])
    #expect(xlogy(Tensor<Float>([0]), Tensor([0])).scalars == [0])
    #expect(gradient(at: Tensor<Float>([0])) { xlogy($0, Tensor([0])).sum() }.scalars == [0])
    #expect(hypot(Tensor<Float>([3e38, 0]), Tensor([1e38, 0])).isFinite.all())
    #expect(root(Tensor<Float>([-8]), 3).isAlmostEqual(to: Tensor([-2])))
    #expect(root(Tensor<Float>([-8]), 2).isNaN.all())
    #expect(root(Tensor<Float>([1]), 0).diagnosis != nil)
    #expect(glu(Tensor<Float>([1, 2, 3])).diagnosis != nil)
  }

  @Test func whatIsNotFiniteIsReplaced() {
    let x = Tensor<Float>([.nan, .infinity, -.infinity, 2])
    #expect(x.replacingNonFinite().scalars == [0, .greatestFiniteMagnitude, -.greatestFiniteMagnitude, 2])
    #expect(x.replacingNonFinite(nan: 1, positiveInfinity: 5, negativeInfinity: 6).scalars == [1, 5, 6, 2])
    #expect(Tensor<BFloat16>(x).replacingNonFinite().isFinite.all())
    #expect(Tensor<Float16>(x).replacingNonFinite().isFinite.all())
  }

  @Test func bitsOfIntegers() {
    let a = Tensor<Int32>([12, -5, 7]), b = Tensor<Int32>([10, 3, 1])
    #expect((a & b).scalars == [8, 3, 1])
    #expect((a | b).scalars == [14, -5, 7])
    #expect((a ^ b).scalars == [6, -8, 6])
    #expect((~a).scalars == [-13, 4, -8])
    #expect((a << b).scalars == [12288, -40, 14])
    #expect((a >> b).scalars == [0, -1, 3])
    #expect((Tensor<UInt64>([0x8000_0000_0000_0000]) >> Tensor([63])).scalars == [1])
    #expect(Tensor<UInt8>([0, 255, 5]).nonzeroBitCount().scalars == [0, 8, 2])
  }
}
