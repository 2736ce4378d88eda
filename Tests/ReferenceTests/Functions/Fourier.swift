import ApusNN

/// Complex arrays are real and imaginary parts.
enum Fourier: FunctionFamily {
  static let program = "fourier"

  static func fill<S: TensorFloatingPoint>(_ row: inout FunctionTable<S>) {
    row.several("fft") { parts(fft(complex($0))) }
    row.several("fft2D") { parts(fft2D(complex($0))) }
    row.several("fft3D") { parts(fft3D(complex($0))) }
    row.several("ifft") { parts(ifft(complex($0))) }
    row.several("ifft2D") { parts(ifft2D(complex($0))) }
    row.several("ifft3D") { parts(ifft3D(complex($0))) }
    row.several("rfft") { parts(rfft($0[0])) }
    row.several("rfft2D") { parts(rfft2D($0[0])) }
    row.several("rfft3D") { parts(rfft3D($0[0])) }
    row("irfft 7") { irfft(complex($0), length: 7) }
    row("irfft 8") { irfft(complex($0), length: 8) }
    row("irfft2D 4 x 7") { irfft2D(complex($0), lengths: (4, 7)) }
    row("irfft2D 4 x 8") { irfft2D(complex($0), lengths: (4, 8)) }
    row("irfft3D 2 x 3 x 5") { irfft3D(complex($0), lengths: (2, 3, 5)) }
    row.several("* of complex numbers") { parts(complex($0) * complex(Array($0[2...]))) }
    row.several("/ of complex numbers") { parts(complex($0) / complex(Array($0[2...]))) }
    row.several("init(magnitude") { parts(ComplexTensor(magnitude: $0[0], angle: $0[1])) }
    row.several("magnitude, angle") { [complex($0).magnitude, complex($0).angle] }
  }

  private static func complex<S>(_ inputs: [Tensor<S>]) -> ComplexTensor<S> { ComplexTensor(real: inputs[0], imaginary: inputs[1]) }
  private static func parts<S>(_ z: ComplexTensor<S>) -> [Tensor<S>] { [z.real, z.imaginary] }
}
