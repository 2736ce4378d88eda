import ApusCore
import Testing

/// Fourier transforms against PyTorch's; see `References/functions/make-fourier.py`.
@Suite struct FourierReferenceTests {
  static let reference = ReferenceCase.read("fourier.json")

  static let rows: [ReferenceRow] = [
    ReferenceRow("fft", { parts(fft(complex($0))) }, float: { parts(fft(complex($0))) }),
    ReferenceRow("fft2D", { parts(fft2D(complex($0))) }, float: { parts(fft2D(complex($0))) }),
    ReferenceRow("fft3D", { parts(fft3D(complex($0))) }, float: { parts(fft3D(complex($0))) }),
    ReferenceRow("ifft", { parts(ifft(complex($0))) }, float: { parts(ifft(complex($0))) }),
    ReferenceRow("ifft2D", { parts(ifft2D(complex($0))) }, float: { parts(ifft2D(complex($0))) }),
    ReferenceRow("ifft3D", { parts(ifft3D(complex($0))) }, float: { parts(ifft3D(complex($0))) }),
    ReferenceRow("rfft", { parts(rfft($0[0])) }, float: { parts(rfft($0[0])) }),
    ReferenceRow("rfft2D", { parts(rfft2D($0[0])) }, float: { parts(rfft2D($0[0])) }),
    ReferenceRow("rfft3D", { parts(rfft3D($0[0])) }, float: { parts(rfft3D($0[0])) }),
    ReferenceRow("irfft 7", { [irfft(complex($0), length: 7)] }, float: { [irfft(complex($0), length: 7)] }),
    ReferenceRow("irfft 8", { [irfft(complex($0), length: 8)] }, float: { [irfft(complex($0), length: 8)] }),
    ReferenceRow("irfft2D 4 x 7", { [irfft2D(complex($0), lengths: (4, 7))] }, float: { [irfft2D(complex($0), lengths: (4, 7))] }),
    ReferenceRow("irfft2D 4 x 8", { [irfft2D(complex($0), lengths: (4, 8))] }, float: { [irfft2D(complex($0), lengths: (4, 8))] }),
    ReferenceRow(
      "irfft3D 2 x 3 x 5", { [irfft3D(complex($0), lengths: (2, 3, 5))] }, float: { [irfft3D(complex($0), lengths: (2, 3, 5))] }),
  ]

  private static func complex<S>(_ inputs: [Tensor<S>]) -> ComplexTensor<S> { ComplexTensor(real: inputs[0], imaginary: inputs[1]) }
  private static func parts<S>(_ z: ComplexTensor<S>) -> [Tensor<S>] { [z.real, z.imaginary] }

  @Test(arguments: rows)
  func outputsAndGradientsAreThoseOfPyTorch(_ row: ReferenceRow) throws { try row.check(Self.reference.get()[row.name]) }

  @Test func everyReferenceHasItsRow() throws {
    #expect(try Set(Self.reference.get().keys) == Set(Self.rows.map(\.name)))
  }

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
