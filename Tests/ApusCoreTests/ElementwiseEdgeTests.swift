import ApusCore
import Testing

/// Where functions of single elements have no number to give, and bits; the values are those of PyTorch in `ReferenceTests`.
@Suite struct ElementwiseEdgeTests {
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
