/// A matrix, drawn evenly from all that have orthogonal rows or columns of length `gain`, whichever are fewer.
///
///     Dense(inputSize: 64, outputSize: 64, weightInitializer: orthogonal(seed: 1))
///
/// Of more than two axes all but the last count as rows, as in Keras. Saxe, McClelland and Ganguli, "Exact solutions to the nonlinear
/// dynamics of learning in deep linear neural networks", 2014; normal numbers are made orthogonal with a positive diagonal, which
/// makes the draw even: Mezzadri, "How to generate random matrices from the classical compact groups", 2007, section 5.
public func orthogonal<Scalar: TensorFloatingPoint>(gain: Scalar = 1, seed: Int? = nil) -> ParameterInitializer<Scalar> {
  { shape in
    guard shape.rank >= 2 else { return Tensor(Node.poisoned(.noMatrix("orthogonal", shape))) }
    let columnCount = shape[shape.rank - 1], rowCount = TensorShape(Array(shape.dropLast())).contiguousSize
    let (short, long) = (min(rowCount, columnCount), max(rowCount, columnCount))
    do {
      let drawn = try Tensor<Double>(randomNormal: [short, long], seed: seed).onHost().readScalars()
      let vectors = Tensor<Double>(shape: [short, long], scalars: orthonormal(drawn, count: short))
      let matrix = rowCount > columnCount ? vectors.transposed() : vectors
      return (Tensor<Scalar>(matrix).reshaped(to: shape) * gain).onHost()
    } catch {
      return Tensor(Node.failed(error))
    }
  }
}

/// Makes `count` vectors of the same length, one after the other in `numbers`, orthogonal to those before them and of length 1.
///
/// Gram's and Schmidt's method, each vector twice: rounding leaves something of the others in it the first time, and nothing that
/// matters the second (Giraud et al., 2005).
private func orthonormal(_ numbers: [Double], count: Int) -> [Double] {
  let length = count == 0 ? 0 : numbers.count / count
  var vectors = numbers
  vectors.withUnsafeMutableBufferPointer { vectors in
    for vector in 0..<count {
      let own = vector * length
      for other in Array(0..<vector) + Array(0..<vector) {
        var product = 0.0
        for index in 0..<length { product += vectors[own + index] * vectors[other * length + index] }
        for index in 0..<length { vectors[own + index] -= product * vectors[other * length + index] }
      }
      var square = 0.0
      for index in 0..<length { square += vectors[own + index] * vectors[own + index] }
      let scale = 1 / square.squareRoot()
      for index in 0..<length { vectors[own + index] *= scale }
    }
  }
  return vectors
}
