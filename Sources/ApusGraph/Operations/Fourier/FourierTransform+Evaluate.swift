import RealModule

extension FourierTransform {
  func evaluate(_ operands: [HostArray], to result: TensorType) throws -> HostArray {
    try result.dtype.dispatchFloat(Evaluation(transform: self, operand: operands[0], type: result))
  }

  private struct Evaluation: FloatVisitor {
    let transform: FourierTransform
    let operand: HostArray
    let type: TensorType

    func visit<E: FloatElement>(_: E.Type) throws -> HostArray {
      try HostArray(transform.transformed(operand.elements(E.self).map(\.asDouble)).map { E(converting: $0) }, shape: type.shape)
    }
  }

  private func transformed(_ numbers: [Double]) -> [Double] {
    let half = numbers.count / 2, last = lengths.count - 1, count = Double(elementCount)
    switch kind {
    case .forward, .inverse:
      var spectrum = Spectrum(real: Array(numbers[..<half]), imaginary: Array(numbers[half...]), lengths: lengths)
      for axis in lengths.indices { spectrum.transform(axis, isForward: kind == .forward) }
      let parts = spectrum.real + spectrum.imaginary
      return kind == .forward ? parts : parts.map { $0 / count }
    case .real:
      var spectrum = Spectrum(real: numbers, imaginary: numbers.map { _ in 0 }, lengths: lengths)
      for axis in lengths.indices { spectrum.transform(axis, isForward: true) }
      return spectrum.firstHalf.real + spectrum.firstHalf.imaginary
    case .inverseReal:
      let halved = Array(lengths.dropLast()) + [lengths[last] / 2 + 1]
      var spectrum = Spectrum(real: Array(numbers[..<half]), imaginary: Array(numbers[half...]), lengths: halved)
      for axis in lengths.indices.dropLast() { spectrum.transform(axis, isForward: false) }
      spectrum = spectrum.completed(to: lengths[last])
      spectrum.transform(last, isForward: false)
      return spectrum.real.map { $0 / count }
    }
  }
}

/// Complex numbers in batches of `lengths`.
private struct Spectrum {
  var real: [Double]
  var imaginary: [Double]
  let lengths: [Int]

  /// Adds up the definition along one of the axes.
  mutating func transform(_ axis: Int, isForward: Bool) {
    let length = lengths[axis], stride = lengths[(axis + 1)...].reduce(1, *)
    let angles = (0..<length).map { (isForward ? -2 : 2) * Double.pi * Double($0) / Double(length) }
    let (cosines, sines) = (angles.map { Double.cos($0) }, angles.map { Double.sin($0) })
    let (x, y) = (real, imaginary)
    for place in x.indices {
      let frequency = place / stride % length, first = place - frequency * stride
      var (a, b) = (0.0, 0.0)
      for sample in 0..<length {
        let turn = sample * frequency % length, from = first + sample * stride
        a += x[from] * cosines[turn] - y[from] * sines[turn]
        b += x[from] * sines[turn] + y[from] * cosines[turn]
      }
      (real[place], imaginary[place]) = (a, b)
    }
  }

  private var width: Int { lengths[lengths.count - 1] }

  /// The elements up to the middle of the last axis.
  var firstHalf: Spectrum {
    let kept = real.indices.filter { $0 % width <= width / 2 }
    return Spectrum(real: kept.map { real[$0] }, imaginary: kept.map { imaginary[$0] }, lengths: lengths.dropLast() + [width / 2 + 1])
  }

  /// With the second half of the last axis, which mirrors the first one.
  func completed(to length: Int) -> Spectrum {
    var whole = Spectrum(real: [], imaginary: [], lengths: lengths.dropLast() + [length])
    for start in Swift.stride(from: 0, to: real.count, by: width) {
      for frequency in 0..<length {
        let isMirrored = frequency > length / 2, from = start + (isMirrored ? length - frequency : frequency)
        let isItsOwnMirror = frequency == 0 || 2 * frequency == length
        whole.real.append(real[from])
        whole.imaginary.append(isItsOwnMirror ? 0 : isMirrored ? -imaginary[from] : imaginary[from])
      }
    }
    return whole
  }
}
