// Discrete Fourier transforms along the last one, two or three axes; all axes before are batches. `Float` and `Double`; other types are
// refused with a diagnosis. Nothing is divided on the way to the spectrum, the inverse divides by the number of elements, as in NumPy,
// PyTorch and TensorFlow.

/// The spectrum yₖ = Σⱼ xⱼ exp(−2πi jk / n) along the last axis.
///
///     let y = fft(ComplexTensor(Tensor<Float>([1, 0, 0, 0])))
///     print(y.real, y.imaginary)   // [1.0, 1.0, 1.0, 1.0] [0.0, 0.0, 0.0, 0.0]
@inline(never)
public func fft<S: TensorFloatingPoint>(_ x: ComplexTensor<S>) -> ComplexTensor<S> { transform(x, 1, isInverse: false) }

/// The spectrum along the last two axes.
@inline(never)
public func fft2D<S: TensorFloatingPoint>(_ x: ComplexTensor<S>) -> ComplexTensor<S> { transform(x, 2, isInverse: false) }

/// The spectrum along the last three axes.
@inline(never)
public func fft3D<S: TensorFloatingPoint>(_ x: ComplexTensor<S>) -> ComplexTensor<S> { transform(x, 3, isInverse: false) }

/// What has this spectrum along the last axis: xⱼ = 1/n Σₖ yₖ exp(2πi jk / n).
@inline(never)
public func ifft<S: TensorFloatingPoint>(_ x: ComplexTensor<S>) -> ComplexTensor<S> { transform(x, 1, isInverse: true) }

/// What has this spectrum along the last two axes.
@inline(never)
public func ifft2D<S: TensorFloatingPoint>(_ x: ComplexTensor<S>) -> ComplexTensor<S> { transform(x, 2, isInverse: true) }

/// What has this spectrum along the last three axes.
@inline(never)
public func ifft3D<S: TensorFloatingPoint>(_ x: ComplexTensor<S>) -> ComplexTensor<S> { transform(x, 3, isInverse: true) }

/// The first half of the spectrum of real numbers along the last axis: `[…, n / 2 + 1]` for `[…, n]`. The other half mirrors it.
///
///     print(rfft(Tensor<Float>([1, 2, 3, 4])).real)   // [10.0, -2.0, -2.0]
@inline(never)
public func rfft<S: TensorFloatingPoint>(_ x: Tensor<S>) -> ComplexTensor<S> { ComplexTensor(x.node.realFourierTransform(axisCount: 1)) }

/// The first half, along the last axis, of the spectrum of real numbers along the last two axes: `[…, m, n / 2 + 1]` for `[…, m, n]`.
@inline(never)
public func rfft2D<S: TensorFloatingPoint>(_ x: Tensor<S>) -> ComplexTensor<S> { ComplexTensor(x.node.realFourierTransform(axisCount: 2)) }

/// The first half, along the last axis, of the spectrum of real numbers along the last three axes.
@inline(never)
public func rfft3D<S: TensorFloatingPoint>(_ x: Tensor<S>) -> ComplexTensor<S> { ComplexTensor(x.node.realFourierTransform(axisCount: 3)) }

/// The real numbers `[…, length]` whose spectrum's first half, `[…, length / 2 + 1]`, is given.
///
///     print(irfft(rfft(Tensor<Float>([1, 2, 3])), length: 3))   // [1.0, 2.0, 3.0]
///
/// - Parameter length: tells an even number of elements from an odd one, which have halves of one extent.
@inline(never)
public func irfft<S: TensorFloatingPoint>(_ x: ComplexTensor<S>, length: Int) -> Tensor<S> { inverse(x, [length]) }

/// The real numbers `[…, m, n]` whose spectrum's first half, `[…, m, n / 2 + 1]`, is given.
@inline(never)
public func irfft2D<S: TensorFloatingPoint>(_ x: ComplexTensor<S>, lengths: (Int, Int)) -> Tensor<S> { inverse(x, [lengths.0, lengths.1]) }

/// The real numbers with extents `lengths` along the last three axes whose spectrum's first half is given.
@inline(never)
public func irfft3D<S: TensorFloatingPoint>(_ x: ComplexTensor<S>, lengths: (Int, Int, Int)) -> Tensor<S> {
  inverse(x, [lengths.0, lengths.1, lengths.2])
}

private func transform<S>(_ x: ComplexTensor<S>, _ axisCount: Int, isInverse: Bool) -> ComplexTensor<S> {
  ComplexTensor(Node.fourierTransform(x.real.node, x.imaginary.node, axisCount: axisCount, isInverse: isInverse))
}

private func inverse<S>(_ x: ComplexTensor<S>, _ lengths: [Int]) -> Tensor<S> {
  Tensor(.inverseRealFourierTransform(x.real.node, x.imaginary.node, lengths: lengths))
}
