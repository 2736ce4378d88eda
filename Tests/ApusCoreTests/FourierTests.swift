import ApusCore
import Testing

/// Complex numbers, and transforms that do not fit; the values are those of PyTorch in `ReferenceTests`.
@Suite struct FourierTests {
  @Test func whatDoesNotFitIsDiagnosed() {
    let x = Tensor<Float>([1, 2, 3, 4])
    #expect(rfft2D(x).real.diagnosis != nil)
    #expect(irfft(rfft(x), length: 6).diagnosis != nil)
    #expect(irfft(rfft(x), length: 0).diagnosis != nil)
    #expect(fft3D(ComplexTensor(x)).imaginary.diagnosis != nil)
    #expect(fft(ComplexTensor(real: x, imaginary: Tensor([1, 2]))).real.diagnosis != nil)
    #expect(
      rfft(Tensor<Float16>([1, 2])).real.diagnosis?.mistake
        == .unsupportedDType(operation: "fourierTransform", .float16, expected: "Float, Double"))
  }

  @Test func complexArithmeticIsThatOfComplexNumbers() throws {
    let a = ComplexTensor(real: Tensor<Double>([1, -2]), imaginary: Tensor<Double>([2, 0.5]))
    let b = ComplexTensor(magnitude: Tensor<Double>([2, 3]), angle: Tensor<Double>([0.5, -1]))
    let product = a * b, quotient = product / b
    try expectClose(quotient.real, [1, -2], tolerance: 1e-14)
    try expectClose(quotient.imaginary, [2, 0.5], tolerance: 1e-14)
    try expectClose(product.magnitude, [2 * 5.0.squareRoot(), 3 * 4.25.squareRoot()], tolerance: 1e-14)
    try expectClose(b.angle, [0.5, -1], tolerance: 1e-14)
    try expectClose((a - b + b.conjugate).imaginary - a.imaginary, try (b.imaginary * -2).readScalars(), tolerance: 1e-14)
    try expectClose((-a * Tensor(2)).real, [-2, 4])
  }
}
